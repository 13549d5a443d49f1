// Package pydantic writes times, texts and numbers as JSON like pydantic does.
package pydantic
