// Package examples contains clients of the mock as frontends use them: a page
// behind Vite, browser tests with Playwright and Cypress, fetch, and the
// published TypeScript client. README.md says how to run each.
//
// There is no Go API here. The tests, with the build tag node, run every command
// of the READMEs against their own mock.
package examples
