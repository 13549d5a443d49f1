package generate

// topic is the topic of a document, and so of the questions about it.
type topic struct {
	file, title string
	facts       []fact
}

// fact is a sentence with a number in place of #, from least to most.
type fact struct {
	text        string
	least, most int
}
