// Package operation responds as the operations of an API do: by what an operation does with
// a resource of the job model, its role. Operations that belong to no resource respond with
// a generated value.
package operation
