// Package pydantic has what both versions of pydantic share: what a description says of a
// Python type (Type, made by Compiler), the errors about a value (Errors, Place), and how times,
// texts and numbers are written.
//
// The validators are packages of their own, because the two versions share no message and
// hardly a rule: v1 and v2. Each is one function:
//
//	types := pydantic.NewCompiler(pydantic.Version2, false)
//	t := types.Type(schema.Definition())
//	errors := pydantic.NewErrors(pydantic.Version2)
//	value := v2.Validate(t, input, pydantic.At("body"), errors)
//
// A description does not tell everything about a type: see Compiler.
package pydantic
