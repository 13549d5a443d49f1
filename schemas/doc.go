// Package schemas is the API description: one OpenAPI 3.1 document and the JSON
// Schemas derived from the documentation, with the origin of every keyword.
package schemas
