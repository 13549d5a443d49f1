// Package examples holds clients of the mock as frontends have them: a page
// behind Vite, browser tests with Playwright and Cypress, fetch, and the
// published TypeScript client. README.md says how to run each.
//
// There is no Go code to use here. The tests, with the build tag node, run
// every command of the READMEs against a mock of their own.
package examples
