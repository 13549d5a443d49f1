package contract

import "github.com/ringer-api/ringer/schemas"

// observation is an exchange with what its answer says, read once for all who look
// at it. It is not changed afterwards.
type observation struct {
	*Exchange
	// reading is what the body says; never nil, and empty where there was nothing
	// to be read.
	reading *reading
	// promised is the operation as the target describes it; nil when there is none.
	promised *schemas.Operation
}
