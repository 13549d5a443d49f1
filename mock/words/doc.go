// Package words makes random texts and values with gofakeit.
package words
