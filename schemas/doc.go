// Package schemas reads API descriptions, OpenAPI 3.0 to 3.2, and judges
// documents by them. One is built in: one OpenAPI 3.1 document, one JSON Schema
// (2020-12) file a type, and where each keyword comes from.
//
// Most callers need two calls:
//
//	answer := schemas.Default().Operation(schemas.List).Responses[200].Schema
//	for _, v := range answer.Validate(body) {
//		fmt.Println(v)
//	}
//
// The rules that hold everywhere:
//
//   - Reading is strict ([CheckJSON]): what is not JSON is a [Violation] too.
//   - One mistake is one violation, and their order is fixed.
//   - uuid and date-time are asserted as RFC 4122 and RFC 3339 write them. An
//     integer is one by value, and numbers are never rounded.
//   - Objects may have more properties than the description names.
//   - Long arrays are read with [Schema.ValidateStream], in the memory of a record.
//   - Nothing outside the description is ever read: a reference to the web, or
//     out of the folder, is refused.
//
// Beside each keyword in the files stands an annotation, "x-origin", that says
// where it comes from; [Description.Sources] lists them and
// [Description.Decisions] tells how questions were settled that the sources leave
// open. docs.json keeps the lines of the documentation page that are cited.
//
// [Load] and [Read] read any other OpenAPI document in the same way, whatever
// mistakes it has: what cannot be used is left out and noted ([Description.Notes],
// [Description.Lint]), and the rest works. [Definition] shows a schema as it is
// written, for those who look for something in it; [Node] shows it folded, for
// those who walk along a document.
package schemas
