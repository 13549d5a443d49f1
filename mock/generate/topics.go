package generate

import (
	"math/rand/v2"
	"strconv"
	"strings"
)

// topic is what a document, and so a question about it, is about. Each fact
// holds one number, written #, which a question fixes.
type topic struct {
	file, title string
	facts       []string
}

var topics = []topic{
	{"returns-policy.pdf", "Returns policy", []string{
		"Unopened goods can be sent back within # days of delivery.",
		"Refunds reach the original payment method within # working days.",
		"The return label is free for orders above # euros.",
		"Opened software can be exchanged within # days for the same title.",
	}},
	{"onboarding-handbook.docx", "Onboarding handbook", []string{
		"New colleagues meet their mentor # times in the first month.",
		"Hardware is ordered at least # days before the first day.",
		"The probation review takes place after # weeks.",
		"Access to the production systems is granted after # days.",
	}},
	{"travel-expenses.pdf", "Travel expenses", []string{
		"Rail journeys under # hours are booked in second class.",
		"Receipts are handed in within # days of the return.",
		"Hotel nights above # euros need an approval in advance.",
		"The daily allowance abroad is # euros.",
	}},
	{"api-rate-limits.md", "Rate limits", []string{
		"A project may send # requests a second before it is slowed down.",
		"A refused request may be sent again after # seconds.",
		"Batch jobs count as # requests each.",
		"Limits are raised within # working days of a request.",
	}},
	{"data-retention.md", "Data retention", []string{
		"Audit logs are kept for # months.",
		"Deleted projects can be restored for # days.",
		"Backups are encrypted and removed after # weeks.",
		"Personal data of applicants is erased after # months.",
	}},
	{"incident-runbook.md", "Incident runbook", []string{
		"The person on call answers a page within # minutes.",
		"Customers hear about an outage after # minutes at the latest.",
		"A review is written within # working days of the incident.",
		"The read replica takes over after # failed health checks.",
	}},
	{"solar-inverter-manual.pdf", "Inverter manual", []string{
		"The inverter shuts down above # degrees Celsius.",
		"At least # centimetres of air are left free on each side.",
		"The fan filter is cleaned every # months.",
		"The display goes dark after # seconds without a key press.",
	}},
	{"tenancy-agreement.pdf", "Tenancy agreement", []string{
		"Notice is given # months before the end of a quarter.",
		"The deposit is paid back within # weeks of moving out.",
		"Small repairs up to # euros are paid by the tenant.",
		"Subletting is announced # weeks in advance.",
	}},
	{"clinical-trial-protocol.pdf", "Trial protocol", []string{
		"Participants are seen every # weeks during treatment.",
		"The dose is halved when two readings in # days are too high.",
		"Samples are frozen within # minutes of being taken.",
		"The follow-up lasts # months.",
	}},
	{"quarterly-report.xlsx", "Quarterly report", []string{
		"Revenue from subscriptions grew by # percent against the year before.",
		"The number of support cases fell by # percent.",
		"Capital expenditure stayed below # million euros.",
		"Customers stay for # quarters on average.",
	}},
	{"warehouse-safety.pdf", "Warehouse safety", []string{
		"Loads above # kilograms are moved by two people.",
		"Fork-lift trucks keep to # kilometres an hour indoors.",
		"Escape routes are walked through every # months.",
		"Shelves are inspected every # weeks.",
	}},
	{"museum-guide.html", "Museum guide", []string{
		"Groups of more than # visitors book a time slot.",
		"The audio guide lasts # minutes.",
		"The east wing closes # minutes before the rest of the house.",
		"Photographs without flash are allowed in # of the halls.",
	}},
}

// subject is what one question is about: always the same for the same
// question, whichever execution runs against it.
type subject struct {
	topic  *topic
	fact   int // its place in the topic's facts
	number int
}

func subjectOf(seed uint64, question string) subject {
	r := Chance(seed, "subject", question)
	t := &topics[r.IntN(len(topics))]
	return subject{topic: t, fact: r.IntN(len(t.facts)), number: between(r, 2, 60)}
}

// statement is the fact that answers the question.
func (s subject) statement() string { return s.with(s.number) }

// mistaken is the statement with another number.
func (s subject) mistaken(r *rand.Rand) string { return s.with(s.number + between(r, 1, 30)) }

func (s subject) with(number int) string {
	return strings.Replace(s.topic.facts[s.fact], "#", strconv.Itoa(number), 1)
}

// other is another fact of the same document.
func (s subject) other(r *rand.Rand) string {
	fact := (s.fact + between(r, 1, len(s.topic.facts)-1)) % len(s.topic.facts)
	return subject{topic: s.topic, fact: fact, number: (s.number*7+fact*11)%59 + 2}.statement()
}
