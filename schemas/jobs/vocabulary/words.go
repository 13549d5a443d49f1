package vocabulary

// line is a line of the table of words: the meaning of these words as the value of a
// status, and the source of that meaning.
type line struct {
	Kind Kind
	// Step orders states on the usual way through a lifecycle: 1 created, 2 in a queue,
	// 3 being prepared, 4 at work, 5 being finished. Step 0 is for states off that way,
	// which are entered for a reason (a retry, a pause, a cancellation).
	Step int
	// Mover is the sort of lifecycle that uses this word: one that moves by itself, one
	// that people move, or either.
	Mover  Mover
	among  company
	source string
	words  string
}

// Mover is the sort of lifecycle that a word belongs to.
type Mover int

// Jobs move by themselves, with time; people move things such as orders; a toggle goes
// back and forth.

const (
	Either Mover = iota
	Clock        // work that goes on by itself
	People       // decisions, orders
	Toggle       // a switch that people turn on and off
)

// company is a condition of a line on the other words of the set: words such as "ready"
// are the beginning of one lifecycle and the end of another.
type company int

const (
	anywhere       company = iota
	besideWork             // the set has a word for work in progress
	besideEnds             // the set has another word for success
	besideWorkEnds         // both
	besideCancel           // the set has another word for cancelled
	besideYes              // the set has a word for something that people agreed to
	besideDelivery         // the set has a word for what follows an agreement: shipped, delivered, completed
)

// lines returns the only table of words and their kinds. Words are in lower case,
// separated by commas. Sets are read without regard to case and separators:
// "in_progress", "IN-PROGRESS" and "inProgress" are all "in progress". If several lines
// have the same word, the first one whose condition is met applies.
func lines() []line {
	return []line{
		// Not begun.
		{Running, 4, People, besideYes, "RFC 5546 3.2.2: a request was sent to the person who has to respond", "sent"},
		{Waiting, 1, People, besideYes, "usage: created, and not yet sent to the person who has to respond", "created"},
		{Waiting, 1, Either, anywhere, "RFC 8555 7.1.6, orders and challenges", "pending"},
		{Waiting, 1, Either, anywhere, "HL7 FHIR R5, Task.status", "requested, received"},
		{Waiting, 1, Either, besideWork, "OGC 18-062r2, statusCode", "accepted"},
		{Waiting, 1, Either, besideWorkEnds, "HL7 FHIR R5, Task.status", "ready"},
		{Waiting, 1, Clock, anywhere, "A2A protocol 0.3, TaskState", "submitted"},
		{Waiting, 1, Either, anywhere, "usage: the first state after the creation", "created, new, not started, init, initial, uninitialized, registered, todo, to do"},
		{Waiting, 1, Clock, besideEnds, "usage: a file before it is processed", "uploaded"},
		{Waiting, 2, Clock, anywhere, "OGF GFD.194 8.1, job states", "queued, queued held"},
		{Waiting, 2, Clock, anywhere, "usage: queues", "enqueued, in queue, waiting, pending start, queueing, queuing, backlog"},
		{Waiting, 2, Clock, anywhere, "BPMN and batch schedulers: planned for a time", "scheduled, runnable"},
		{Waiting, 2, Clock, anywhere, "RFC 3261 21.1, a call that is being connected", "trying, ringing, initiated"},
		{Waiting, 0, Clock, anywhere, "OGF GFD.194 8.1, requeued", "requeued, retry, retrying, retried, retry scheduled, up for retry, waiting for retry, backing off, backoff"},
		{Waiting, 0, Clock, anywhere, "schedulers: delayed by a condition", "deferred, delayed, throttled, rescheduled, up for reschedule, waiting for resource, waiting for resources"},
		{Waiting, 0, Clock, besideWork, "schedulers: delayed by another job", "blocked"},

		// Being prepared.
		{Running, 3, Clock, anywhere, "GA4GH TES 1.1, tesState", "initializing"},
		{Running, 3, Clock, anywhere, "Slurm 24, job states", "configuring, staging in"},
		{Running, 3, Clock, anywhere, "usage: preparations", "validating, preparing, starting, provisioning, initialising, setting up, booting, allocating, connecting, planning, started up"},

		// At work.
		{Running, 4, Clock, anywhere, "RFC 8011 5.3.7, job-state", "processing"},
		{Running, 4, Clock, anywhere, "OGF GFD.194 8.1, job states", "running"},
		{Running, 4, Clock, anywhere, "RFC 5545 3.8.1.11, VTODO", "in process"},
		{Running, 4, Clock, anywhere, "HL7 FHIR R5, Task.status", "in progress"},
		{Running, 4, Clock, anywhere, "A2A protocol 0.3, TaskState", "working"},
		{Running, 4, Clock, anywhere, "usage: work in progress", "started, executing, ongoing, busy working, underway, inprogress, active running, importing, exporting, building, generating, sending, receiving"},
		{Running, 4, Clock, besideWorkEnds, "RFC 5321 4.5.4: accepted by the next host, not yet delivered", "sent"},
		{Running, 4, Either, besideEnds, "schema.org ActionStatusType, ActiveActionStatus", "active, connected"},
		{Running, 5, Clock, anywhere, "Slurm 24, job states", "completing, staging out"},
		{Running, 5, Clock, anywhere, "usage: the last steps", "finalizing, finalising, finishing, cleaning up, wrapping up, saving, uploading"},
		{Running, 0, Either, anywhere, "usage: another change is in progress", "deleting, updating, upgrading, scaling, resizing, migrating, removing, deprovisioning, decommissioning, restoring"},
		{Running, 0, Clock, anywhere, "usage: an end in progress", "timing out, failing, restarting, rebooting, rolling back, rollback in progress"},

		// Waiting for somebody.
		{NeedsAction, 0, Clock, anywhere, "A2A protocol 0.3, TaskState", "input required, auth required"},
		{NeedsAction, 0, Clock, anywhere, "MCP 2025-11, TaskStatus", "input needed, requires input"},
		{NeedsAction, 0, Either, anywhere, "RFC 5545 3.2.12, PARTSTAT", "needs action"},
		{NeedsAction, 0, Either, anywhere, "usage: waits for a person", "requires action, action required, awaiting input, waiting approval, awaiting approval, pending approval, manual, requires confirmation"},

		// Paused.
		{Paused, 0, Clock, anywhere, "OGF GFD.194 8.1, job states", "suspended by system, pending held"},
		{Paused, 0, Clock, anywhere, "RFC 8011 5.3.7, job-state", "processing stopped"},
		{Paused, 0, Either, besideWork, "OGF GFD.194 8.1, job states", "suspended"},
		{Paused, 0, Either, anywhere, "HL7 FHIR R5, Task.status", "on hold"},
		{Paused, 0, Either, anywhere, "GA4GH TES 1.1, tesState", "paused"},
		{Paused, 0, Either, anywhere, "usage: paused", "held, halted, standby, pausing, stopped temporarily"},

		// On the way to cancelled.
		{Cancelling, 0, Clock, anywhere, "GA4GH TES 1.1, tesState", "canceling"},
		{Cancelling, 0, Clock, anywhere, "usage: asked to stop", "cancelling, cancel requested, pending cancel, pending cancellation, stopping, aborting, terminating, stop requested, killing, cancellation requested"},

		// Ended with the wanted result.
		{Succeeded, 6, Clock, anywhere, "OGC 18-062r2, statusCode", "successful"},
		{Succeeded, 6, Clock, anywhere, "RFC 8011 5.3.7, job-state", "completed"},
		{Succeeded, 6, Clock, anywhere, "OGF GFD.194 8.1, job states", "done"},
		{Succeeded, 6, Clock, anywhere, "GA4GH TES 1.1, tesState", "complete"},
		{Succeeded, 6, Clock, anywhere, "AIP-216 and POSIX exit status 0", "succeeded, success"},
		{Succeeded, 6, Either, anywhere, "RFC 8555 7.1.6", "valid"},
		{Succeeded, 6, Clock, anywhere, "usage: ended with success", "finished, ended, ok, passed, processed, ready for use, executed, deployed, indexed, synced, imported, exported, generated, built, viewable, neutral, no data"},
		{Succeeded, 6, Either, anywhere, "AIP-216: a resource that was being created can be used", "ready, available"},
		{Succeeded, 6, People, besideWork, "AIP-216: a resource that was being created can be used", "active"},
		{Succeeded, 6, Clock, anywhere, "RFC 3464 2.3.3, Action", "delivered, read, received by recipient"},
		{Succeeded, 6, Either, anywhere, "RFC 3464 2.3.3, Action", "sent, relayed, expanded"},
		{Succeeded, 6, Clock, anywhere, "usage: something was created and stored", "uploaded, stored, installed"},

		// Ended with a part of the result.
		{PartlySucceeded, 7, Clock, anywhere, "usage: ended, but not completely", "partial, partial success, partially completed, partially succeeded, partially delivered, completed with errors, completed with warnings, succeeded with issues, finished with errors, partially failed, partially complete, mixed, warning, warnings"},
		{PartlySucceeded, 7, Clock, besideWorkEnds, "usage: ended before the result was complete", "incomplete"},

		// Ended by an error.
		{Failed, 8, Clock, anywhere, "OGF GFD.194 8.1, job states", "failed"},
		{Failed, 8, Clock, besideCancel, "RFC 8011 5.3.7, job-state", "aborted"},
		{Failed, 8, Clock, anywhere, "GA4GH TES 1.1, tesState", "executor error, system error"},
		{Failed, 8, Either, anywhere, "RFC 8555 7.1.6", "invalid"},
		{Failed, 8, Clock, anywhere, "Slurm 24, job states", "node fail, out of memory, boot fail"},
		{Failed, 8, Clock, anywhere, "POSIX exit status, signals", "failure, crashed, dead, lost"},
		{Failed, 8, Clock, anywhere, "usage: ended with a failure", "error, errored, errors, fault, faulted, unsuccessful, broken, internal error, startup failure, fail"},
		{Failed, 8, Clock, besideWork, "RFC 3261 21.4, a call that was not answered", "busy, no answer, unanswered"},
		{Failed, 8, Clock, anywhere, "RFC 3464 2.3.3, Action", "undelivered, undeliverable, bounced"},
		{Failed, 8, Either, besideWork, "A2A protocol 0.3, TaskState", "rejected"},
		{Failed, 8, Either, besideWork, "AIP-216: a resource that was being created cannot be used", "unavailable"},

		// Stopped on request.
		{Cancelled, 9, Either, anywhere, "RFC 8011 5.3.7, job-state", "canceled"},
		{Cancelled, 9, Either, anywhere, "RFC 5545 3.8.1.11", "cancelled"},
		{Cancelled, 9, Clock, anywhere, "OGC 18-062r2, statusCode", "dismissed"},
		{Cancelled, 9, Clock, anywhere, "GA4GH TES 1.1, tesState", "preempted"},
		{Cancelled, 9, Clock, anywhere, "usage: stopped from outside", "aborted, killed, terminated, interrupted, user cancelled, user canceled"},
		{Cancelled, 9, Either, anywhere, "usage: stopped from outside", "stopped, removed, deleted, abandoned, withdrawn, superseded"},
		{Cancelled, 9, Clock, anywhere, "usage: skipped", "skipped, ignored, not run, omitted"},

		// Ended because a time limit was reached.
		{Expired, 10, Either, anywhere, "RFC 8555 7.1.6, authorizations", "expired"},
		{Expired, 10, Clock, anywhere, "Slurm 24, job states", "timeout, deadline"},
		{Expired, 10, Clock, anywhere, "usage: a time limit was reached", "timed out, timedout, deadline exceeded, stale, lapsed"},

		// Changed by people: invitations, reviews, sales, texts, accounts.
		{NeedsAction, 1, People, anywhere, "usage: a person has not acted", "incomplete, unpaid, invited, tentative, unconfirmed, unverified, awaiting payment, pending payment, waiting on customer, requires payment method, new lead"},
		{Running, 4, People, besideDelivery, "usage: people agreed to it, and it is still to be done", "accepted, confirmed, approved"},
		{Succeeded, 6, People, anywhere, "RFC 5545 3.2.12, PARTSTAT", "accepted"},
		{Failed, 8, People, anywhere, "RFC 5545 3.2.12, PARTSTAT", "declined"},
		{Succeeded, 6, People, anywhere, "RFC 5545 3.8.1.11", "confirmed, final"},
		{Running, 4, People, anywhere, "schema.org OrderStatus", "in transit, out for delivery, ready for pickup, order processing"},
		{Running, 5, People, anywhere, "schema.org OrderStatus and usage: between payment and delivery", "paid, shipped, partially shipped, dispatched, packed"},
		{Succeeded, 6, People, anywhere, "schema.org OrderStatus", "picked up, fulfilled"},
		{Succeeded, 6, People, anywhere, "ISO 20022 payment status", "settled, captured, authorized, authorised, accepted settled, cleared"},
		{Cancelled, 9, People, anywhere, "ISO 20022 payment status", "refunded, reversed, voided, void, charged back, disputed, returned"},
		{Succeeded, 6, People, anywhere, "usage: a person said yes", "approved, granted, signed, merged, resolved, verified, redeemed, won, attended, checked in, acknowledged"},
		{Failed, 8, People, anywhere, "usage: a person said no", "rejected, denied, refused, disapproved, not approved, no show"},
		{Cancelled, 9, People, anywhere, "RFC 8555 7.1.6", "revoked, deactivated"},
		{Cancelled, 9, People, anywhere, "usage: a person archived it", "closed, archived, retired, trashed, decommissioned, discarded"},
		{Running, 4, People, anywhere, "usage: a person looks at it", "in review, under review, reviewing, assigned, triaged, escalated, viewed, reopened, snoozed, negotiating"},
		{Running, 4, People, anywhere, "usage: subscriptions", "subscribed, trialing, past due"},
		{Running, 4, Toggle, anywhere, "usage: a switch, an account, a text", "active, enabled, published, live, on, online, visible, in use, connected, draft, open"},
		{Paused, 0, Toggle, anywhere, "usage: a switch, an account, a text", "suspended, inactive, disabled, locked, blocked, off, offline, hidden, banned, frozen, unsubscribed, unpublished"},
		{Waiting, 1, People, anywhere, "usage: inventories", "planned, reserved, staged, proposed, on order"},
		{Waiting, 1, People, anywhere, "schema.org OrderStatus, before processing", "placed, ordered"},
	}
}
