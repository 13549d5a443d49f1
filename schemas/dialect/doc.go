// Package dialect converts the schemas of an OpenAPI document of any version to JSON
// Schema 2020-12, including common mistakes of authors. A keyword that cannot be
// understood is left out and noted, so that the rest of the schema can be used.
package dialect
