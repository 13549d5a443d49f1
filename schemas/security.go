package schemas

// SecurityScheme is one documented way to authenticate, as a Requirement names it.
type SecurityScheme struct {
	Name string
	Type string // apiKey, http, oauth2, openIdConnect or mutualTLS
	// In and Parameter are where an apiKey is: header, query or cookie, and the name there.
	In        string
	Parameter string
	// Scheme is the authentication scheme of http in the document's spelling: bearer, basic.
	Scheme string
}

// SecuritySchemes returns the documented ways to authenticate, in the order of the document.
func (d *Description) SecuritySchemes() []SecurityScheme {
	var out []SecurityScheme
	for _, m := range d.set.Get(d.set.Get(d.set.Main, "components"), "securitySchemes").Members() {
		v := d.set.Follow(m.Value)
		out = append(out, SecurityScheme{Name: m.Name, Type: v.TextOf("type"), In: v.TextOf("in"),
			Parameter: v.TextOf("name"), Scheme: v.TextOf("scheme")})
	}
	return out
}
