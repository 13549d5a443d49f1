package finding

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// maxKey bounds a finding's key: what came from a service may be part of it.
const maxKey = 400

// KeyOf is a finding's key as it is kept in files: valid text, and of a long one the
// beginning and a digest of the whole.
func KeyOf(text string) string {
	text = strings.ToValidUTF8(text, "\uFFFD")
	if len(text) <= maxKey {
		return text
	}
	sum := sha256.Sum256([]byte(text))
	return strings.ToValidUTF8(text[:maxKey], "") + "... " + hex.EncodeToString(sum[:8])
}
