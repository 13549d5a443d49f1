// Package schemas reads API descriptions, OpenAPI 3.0 to 3.2, and validates documents
// against them. One description is built in: an OpenAPI 3.1 document, one JSON Schema
// (2020-12) file per type, and the origin of each keyword.
//
// Most callers need two calls:
//
//	response := schemas.Default().Operation(schemas.List).Responses[200].Schema
//	for _, v := range response.Validate(body) {
//		fmt.Println(v)
//	}
//
// These rules hold everywhere:
//
//   - Parsing is strict ([CheckJSON]): a text that is not JSON is a [Violation] too.
//   - One mistake is one violation, and their order is fixed.
//   - uuid and date-time are checked by RFC 4122 and RFC 3339. A number is an integer
//     by its value, and numbers are never rounded.
//   - Objects may have more properties than the description names.
//   - Long arrays are read with [Schema.ValidateStream], in the memory of a record.
//   - Nothing outside the description is ever read: a reference to the web, or
//     out of the folder, is rejected.
//
// Beside each keyword in the built-in files is an annotation, "x-origin", with its
// origin; [Description.Sources] lists them, and [Description.Decisions] lists how
// questions were decided that the sources leave open. docs.json has the cited lines of
// the documentation page.
//
// [Load] and [Read] read any other OpenAPI document in the same way, whatever
// mistakes it has: what cannot be used is left out and noted ([Description.Notes],
// [Description.Lint]), and the rest works. [Definition] shows a schema as it is
// written, for code that searches it; [Node] shows it folded, for code that walks
// along a document.
package schemas
