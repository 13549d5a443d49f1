// Package accept says quickly which JSON texts are certainly valid: one pass over the text
// checks the strict rules of package schemas (names that appear once, UTF-8, nesting, numbers)
// and a schema together, and allocates nothing. It never says why a text is not valid, and a
// text that it does not accept may be valid all the same: the validator of package schemas is
// the authority. A schema is read as the validator reads it, from the same texts.
package accept
