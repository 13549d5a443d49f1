// Package display makes text from outside safe to show. Text from a service, a client, a
// file or an environment variable may contain escape sequences that move a terminal's
// cursor, characters that reverse the direction of writing, invisible characters, and
// lines that a build server runs as commands. Code that shows such text to a person, or
// writes it where a build server reads it, passes it through this package: [Line] for a
// single line, [Text] for several lines, [JSON] for a document whose values must stay as
// they are, and [Writer] for all that a program prints.
//
// Harmless text stays unchanged, whatever its script: letters of all alphabets, emoji
// made of several characters, signs. Any other character is written as in JSON, \u001b,
// and a byte that is not UTF-8 as \xff. Nothing else is escaped, not even backslashes,
// so escaping twice gives the same result as escaping once.
package display
