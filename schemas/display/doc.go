// Package display makes text from outside safe to show. What a service, a
// client, a file or an environment says may hold escape sequences that move a
// terminal's cursor, marks that turn the direction of writing around, characters
// that nobody sees, and lines that a build server runs as commands. Whoever
// shows such text to a person, or writes it where a build server reads it,
// passes it through here: [Line] for what has to stay on one line, [Text] for
// what may have several, [JSON] for a document whose values have to stay as they
// are, and [Writer] for all that a program prints.
//
// Harmless text stays as it is, whatever its script: letters of all alphabets,
// emoji made of several characters, signs. A character that is not harmless is
// written as JSON writes it, \u001b, and a byte that is no UTF-8 as \xff. Nothing
// else is escaped, backslashes included, so quoting twice is quoting once.
package display
