// Package services has no code but its tests: small services of other APIs, one for each habit
// of jobs, each correct and with one defect. The check must pass the correct ones, and name the
// rule that a defect breaks and no other.
package services
