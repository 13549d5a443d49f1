package words

import (
	"math/rand/v2"
	"strings"

	"github.com/ringer-api/ringer/mock/random"
)

// hardTexts is texts that often cause errors on screens, in logs and in databases.
var hardTexts = []string{
	"שאלה על ההחזרים (v2.0)", // right to left with left to right inside
	"مهلة الإرجاع ١٤ يومًا",
	"\u202edesrever\u202c",        // overridden direction
	"e\u0301a\u0308o\u0302 ≠ éäô", // combining marks and the composed equivalents
	"Z\u0351\u036b\u0343a\u030a\u0353l\u0334\u0316g\u0337o\u0318",
	"👩‍👩‍👧‍👦 🏳️‍🌈 👍🏽 🇪🇺",          // emoji that are joined, have a skin tone, or are a flag
	"zero\u200bwidth\u200d\ufeff", // invisible
	"ｆｕｌｌ　ｗｉｄｔｈ　評価データ",
	"İıſß ﬁ Ǆ", // letters with unusual case conversion
	"line\u2028separator\u2029 and \u0085",
	"nul\u0000 bell\u0007 escape\u001b[31m tab\t",
	"\"quotes\" \\back\\slash\\ </script><b>&amp; %s %00 {0} ${x}",
	"𝒜𝓁𝓅𝒽𝒶 \U0010ffff \ufffd",
}

// Difficult returns one or two of hardTexts.
func Difficult(r *rand.Rand) string {
	first, second := random.Either(r, hardTexts), random.Either(r, hardTexts)
	return strings.Join([]string{first, second}[:random.Between(r, 1, 2)], " ")
}
