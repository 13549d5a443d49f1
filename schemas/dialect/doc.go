// Package dialect makes the schemas of an OpenAPI document what JSON Schema
// 2020-12 takes, whatever version the document has and whatever its authors
// wrote: a keyword that cannot be understood is left out, so that the rest of the
// schema can be used, and noted.
package dialect
