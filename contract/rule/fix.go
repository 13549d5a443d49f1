package rule

// fixes says for each rule, by id, where to look first when it fails. A response does not
// tell how the service is made, so where there are several possible causes, all are named
// and how to tell them apart.
var fixes = map[string]string{
	"wire.answered": "repeat the request a few times, and read the service's log at that time: look for a process that crashes or restarts, " +
		"a limit of connections, or a proxy in front that closes idle connections sooner than the service does",
	"wire.complete": "look for a handler that fails while it writes the body, and for middleware that changes a body, " +
		"such as compression, after its length was announced",
	"wire.bounded":  "find the handler that never ends its response, or give the response pages or a limit",
	"wire.encoding": "look at compression in the service and in the proxies before it: one of them names an encoding that the body does not have, or that was not requested",
	"wire.content-type": "set Content-Type where the response is made; if the body is not JSON either, it comes from something " +
		"else, such as a proxy or a login page",
	"wire.json": "find what writes this place: a JSON library in its strict mode never writes such text; look for JSON that is " +
		"put together by hand, and for a body that is cut or has something appended",
	"status.no-server-error": "send the request again and read the stack trace in the service's log at that time; if the log has none, the response comes from a proxy in front",
	"status.documented": "if the status code is right, document it; if not, look at what makes it: the handler, the access " +
		"check, or a proxy in front of the service",
	"status.valid-accepted":    "compare the validation of the service with the API description: it refuses what the API description allows; one of the two must change",
	"status.odd-accepted":      "parse ids as UUIDs instead of comparing texts; or accept this finding as known, if such ids may be refused",
	"status.invalid-refused":   "validate the input before the handler runs, and refuse it; today it is ignored or replaced by a default",
	"status.validation-is-422": "find what answers before validation does, such as a lookup by the unvalidated id, and validate first; or document this status code",
	"status.wrong-method":      "restrict the route to its documented methods; or document the method, if it is meant to be served",
	"status.unknown-path":      "look for a catch-all route, such as the fallback page of a web app, and limit it to its own paths",
	"schema.body": "decide which of the two is right: if the API description, change what the service writes; if the service, " +
		"change the API description, and tell the clients, as they are made for the old one",
	"error.loc":             "compare the names in loc with those of the parameters: the service renames its inputs internally, or stops at the first wrong one",
	"error.message":         "fill msg and type where the refusal is made; a handler of its own may drop what the framework had written",
	"record.times-in-order": "find out which of the times is wrong: they may be written by machines whose clocks differ, or two fields are mixed up",
	"record.unique-ids": "look at the query behind the list: a join may multiply rows; if the two differ in more than the id, ids are " +
		"given twice",
	"record.id-asked-for":       "look for a cache whose key lacks the id, and for a lookup that ignores the id",
	"record.final-has-end":      "write the time of the end in the same transaction as the final state",
	"record.pending-has-no-end": "find out which of the two is right, the state or the time, and write both in one transaction; a retry must clear the time",
	"record.error-has-message":  "store the reason where the job is marked as failed; look for failures that are caught without one",
	"record.attempts-counted":   "count an attempt when it starts, in the same transaction as the time of the start",
	"record.partitions-match": "either the job belongs to that other owner, and the query lacks its filter (then data leaks between " +
		"customers: stop that first), or it is here by right and this field is wrong. To tell: request the list of that other owner; a job " +
		"that is in both lists, or in the database under that owner, is the former",
	"results.unique-questions":       "look for a retry that inserts results again, and for a join that multiplies rows; make job and key unique",
	"results.belong":                 "see whether the query lacks its filter by owner, or the field is filled with something else",
	"results.follow-success":         "write the results before the final state, or both in one transaction",
	"lifecycle.final-stays-final":    "look for a copy of the data that is behind, such as a cache or a replica that some requests reach, and for a worker that starts ended jobs again. If the old state comes back by itself, it is a copy",
	"lifecycle.keeps-identity":       "look for an update that writes the whole record from other data, and for two copies that differ",
	"lifecycle.keeps-id":             "if the same few ids come back again and again, two copies of the data are read in turn (replicas, caches, instances of the service), and the job was given an id in each; if it is a new id each time, it is made while the response is written, instead of the stored one",
	"lifecycle.attempts-grow":        "look for a copy of the data that is behind, such as a cache or a replica that some requests reach, and for an update that resets the counter. If the higher number comes back by itself, it is a copy",
	"lifecycle.updates-grow":         "look for a copy of the data that is behind, such as a cache or a replica that some requests reach, and for machines whose clocks differ. If the later time comes back by itself, it is a copy",
	"lifecycle.started-stays":        "look for a copy of the data that is behind, such as a cache or a replica, and for a retry that clears the time",
	"lifecycle.listed-stays-listed":  "look for a replica that is behind, and for pages or a limit without a stable order",
	"exchange.list-and-single-agree": "neither is known to be right: compare both with the database. The two read different copies, so look for a cache or a replica behind one of them; or they compute the field in different code",
	"exchange.one-dataset":           "look at the query behind the lists: it lacks its filter by owner, or one job is stored under both",
	"exchange.same-answer":           "look for instances of the service that differ in version, configuration or data, behind one address; and for a limit of requests that answers with another status code than 429",
	"write.parameters-echoed":        "compare what the handler stores with the request: a default replaces the input, or a field is not read",
	"write.answer-agrees":            "the response to the create is made from something else than the stored record: return what was stored",
	"write.shown":                    "store the job before the response is sent; if lists are read from a replica or a cache, it takes too long to follow",
	"results.one-a-question":         "look for questions that are skipped or repeated when a part of a job fails or is retried",
	"auth.required":                  "the operation lacks the access check: look at its route, and at middleware that covers only some paths",
	"auth.no-leak":                   "make the response of a refusal before the data are read",
	"drift.property":                 "add it to the API description, if clients may use it; if it is internal, do not send it",
	"drift.name":                     "add it to the API description, if clients may use it",
}
