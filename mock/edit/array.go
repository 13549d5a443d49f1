package edit

// Array is a JSON array that is built without a second copy of its elements.
type Array struct{ text []byte }

// NewArray makes an empty array with room for about so many bytes.
func NewArray(size int) *Array {
	const most = 64 << 20 // beyond that it grows on demand
	return &Array{append(make([]byte, 0, min(size, most)+2), '[')}
}

// Add appends a JSON text.
func (a *Array) Add(value []byte) {
	if len(a.text) > 1 {
		a.text = append(a.text, ',')
	}
	a.text = append(a.text, value...)
}

// Size returns how many bytes there are so far.
func (a *Array) Size() int64 { return int64(len(a.text)) }

// Close ends the array and returns its text.
func (a *Array) Close() []byte { return append(a.text, ']') }
