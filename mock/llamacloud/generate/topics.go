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

var topics = []topic{
	{"returns-policy.pdf", "Returns policy", []fact{
		{"Unopened goods can be sent back within # days of delivery.", 14, 60},
		{"Refunds reach the original payment method within # working days.", 3, 10},
		{"The return label is free for orders above # euros.", 20, 90},
		{"Opened software can be exchanged within # days for the same title.", 7, 13},
		{"Gift cards can be given back up to # months after they were bought.", 3, 12},
	}},
	{"onboarding-handbook.docx", "Onboarding handbook", []fact{
		{"New colleagues meet their mentor # times in the first month.", 3, 8},
		{"Hardware is ordered at least # days before the first day.", 10, 30},
		{"The probation review takes place after # weeks.", 10, 24},
		{"Access to the production systems is granted after # days.", 5, 30},
		{"The first # weeks have no on-call duty.", 4, 12},
	}},
	{"travel-expenses.pdf", "Travel expenses", []fact{
		{"Rail journeys under # hours are booked in second class.", 2, 5},
		{"Receipts are handed in within # days of the return.", 10, 45},
		{"Hotel nights above # euros need an approval in advance.", 110, 220},
		{"The daily allowance abroad is # euros.", 28, 60},
		{"Private cars are paid # cents a kilometre.", 25, 45},
	}},
	{"api-rate-limits.md", "Rate limits", []fact{
		{"A project may send # requests a second before it is slowed down.", 5, 50},
		{"A refused request may be sent again after # seconds.", 2, 30},
		{"A batch job counts as # requests.", 10, 100},
		{"Limits are raised within # working days of being asked for.", 2, 5},
		{"Idle connections are closed after # seconds.", 30, 120},
	}},
	{"data-retention.md", "Data retention", []fact{
		{"Audit logs are kept for # months.", 6, 36},
		{"Deleted projects can be restored for # days.", 7, 60},
		{"Backups are encrypted and removed after # weeks.", 4, 26},
		{"Personal data of applicants is erased after # months.", 3, 12},
		{"Exports are ready within # hours of the request.", 2, 48},
	}},
	{"incident-runbook.md", "Incident runbook", []fact{
		{"The person on call answers a page within # minutes.", 5, 15},
		{"Customers hear about an outage after # minutes at the latest.", 20, 60},
		{"A review is written within # working days of the incident.", 3, 10},
		{"The read replica takes over after # failed health checks.", 2, 6},
		{"Status updates follow every # minutes until the end.", 15, 45},
	}},
	{"solar-inverter-manual.pdf", "Inverter manual", []fact{
		{"The inverter shuts down above # degrees Celsius.", 60, 85},
		{"At least # centimetres of air are left free on each side.", 15, 50},
		{"The fan filter is cleaned every # months.", 3, 12},
		{"The display goes dark after # seconds without a key press.", 20, 120},
		{"Firmware updates take up to # minutes, during which nothing is fed in.", 5, 25},
	}},
	{"tenancy-agreement.pdf", "Tenancy agreement", []fact{
		{"Notice is given # months before the end of a quarter.", 2, 6},
		{"The deposit is paid back within # weeks of moving out.", 4, 12},
		{"Small repairs up to # euros are paid by the tenant.", 50, 120},
		{"Subletting is announced # weeks in advance.", 2, 8},
		{"The stairs are cleaned every # weeks.", 2, 4},
	}},
	{"clinical-trial-protocol.pdf", "Trial protocol", []fact{
		{"Participants are seen every # weeks during treatment.", 2, 6},
		{"The dose is halved when two readings within # days are too high.", 3, 14},
		{"Samples are frozen within # minutes of being taken.", 10, 60},
		{"The follow-up lasts # months.", 6, 24},
		{"Treatment pauses for # days before surgery.", 5, 21},
	}},
	{"quarterly-report.xlsx", "Quarterly report", []fact{
		{"Revenue from subscriptions grew by # percent against the year before.", 3, 28},
		{"The number of support cases fell by # percent.", 2, 19},
		{"Capital expenditure stayed below # million euros.", 4, 40},
		{"Customers stay for # quarters on average.", 6, 19},
		{"Orders in hand cover the next # months.", 3, 11},
	}},
	{"warehouse-safety.pdf", "Warehouse safety", []fact{
		{"Loads above # kilograms are moved by two people.", 20, 35},
		{"Fork-lift trucks keep to # kilometres an hour indoors.", 6, 12},
		{"Escape routes are walked through every # months.", 3, 6},
		{"Shelves are inspected every # weeks.", 2, 12},
		{"Batteries are charged at least # metres away from paper.", 2, 10},
	}},
	{"museum-guide.html", "Museum guide", []fact{
		{"Groups of more than # visitors book a time slot.", 8, 20},
		{"The audio guide lasts # minutes.", 40, 110},
		{"The east wing closes # minutes before the rest of the house.", 15, 60},
		{"Photographs without flash are allowed in # of the halls.", 3, 14},
		{"Bags over # litres are left in the cloakroom.", 10, 25},
	}},
}
