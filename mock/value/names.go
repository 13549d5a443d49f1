package value

import "strings"

// textName is a line of the table of texts: names, in words and separated by commas, and
// what a text of that name is. A name matches if it ends with the words; the longest
// match counts. "user.name" matches the name in an object that is a user.
type textName struct {
	names string
	make  func(w words) string
}

// textNames has a line for each sort of text. names_test.go has a test of each line.
var textNames = []textName{
	// identity
	{"id, identifier, uid, ref, reference, sid, iid, pk, resource, resource name", id},
	{"uuid, guid, request id, trace id, correlation id", uuid},
	{"key, idempotency key, slug, handle, alias, tag, label, tags, labels", words.slug},
	{`token, secret, api key, access key, client secret, password, access token, refresh token, private key, auth
		token, credential, credentials, signature`, secret},
	{"hash, checksum, digest, sha, sha1, sha256, md5, etag, fingerprint, commit sha, commit, blob id", func(w words) string { return w.from(hexDigits, 40) }},
	{`cursor, next cursor, after, before, page token, next page token, continuation token, next token, next page,
		previous cursor`, func(w words) string { return w.from(letterDigits, 24) }},

	// people and companies
	{"email, e mail, email address, mail", email},
	{"first name, firstname, given name, forename, user.first, customer.first", func(w words) string { return w.fake.FirstName() }},
	{"last name, lastname, family name, surname, user.last, customer.last", func(w words) string { return w.fake.LastName() }},
	{`full name, passenger name, customer name, contact name, author name, owner name, guest name, recipient name,
		sender name, person name, holder name, admin name, assignee name, user.name, owner.name, author.name, person.name, customer.name, contact.name, admin.name,
		member.name, vet.name, owner, author, assignee, creator, person, contact, customer, reviewer, passenger.name,
		recipient, sender`, person},
	{`username, unixname, user name, login, nickname, nick, screen name, created by, updated by, modified by,
		requested by, run by, user`, username},
	{`display name, friendly name, title, name, caption, heading, subject, nickname label, display, summary title,
		unique name, product, item`, title},
	{`company, company name, organization, organisation, org, organization name, employer, vendor, manufacturer,
		company.name, organization.name, org.name, publisher`, func(w words) string { return w.fake.Company() }},
	{"job title, position title, occupation, profession", func(w words) string { return w.fake.JobTitle() }},
	{"phone, phone number, telephone, mobile, fax, msisdn, from phone, to phone", phone},
	{"gender", func(w words) string { return pick(w.draw, []string{"female", "male", "other"}) }},
	{"birthday, birth date, date of birth, dob", func(w words) string { return date(w) }},

	// places
	{"address, street, street address, line1, address line1, address line 1, address1", func(w words) string { return w.fake.Street() }},
	{"line2, address line2, address line 2, address2", func(w words) string { return "Apt. " + w.from("123456789", 2) }},
	{"city, town, locality, place", func(w words) string { return w.fake.City() }},
	{"region, zone, availability zone, location, data center, datacenter, network zone", func(w words) string { return pick(w.draw, regions) }},
	{"state name, province, administrative area, address.state", func(w words) string { return w.fake.State() }},
	{"zip, zip code, postal code, postcode, zipcode", func(w words) string { return w.from("123456789", 5) }},
	{"country, country code, iso country, nationality", func(w words) string { return pick(w.draw, countries) }},
	{"country name", func(w words) string { return w.fake.Country() }},
	{"timezone, time zone, tz", func(w words) string { return pick(w.draw, timezones) }},
	{"language, lang, hreflang, language code, detected language, source language, target language", func(w words) string { return pick(w.draw, languages) }},
	{"locale, culture", func(w words) string { return pick(w.draw, locales) }},
	{"coordinates, geo", func(w words) string { return "52.5200,13.4050" }},

	// net
	{`url, uri, link, href, website, homepage, web site, endpoint, callback, webhook, redirect, location url, callback
		url, self, first, prev, previous, next, last, html url, landing page, download, www, permalink, references, docs`, url},
	{`avatar, avatar url, image, image url, logo, logo url, icon, icon url, thumbnail, thumbnail url, picture, photo,
		cover, poster, banner, favicon`, picture},
	{"domain, domain name, host, hostname, fqdn, server, dns ptr, server name, dns name, dns, reverse dns", hostname},
	{"ip, ip address, ipv4, remote ip, client ip, gateway, public ip", ipv4},
	{"ipv6", ipv6},
	{"cidr, network, subnet, ip range, ip block", func(w words) string { return "10." + w.from("123456789", 1) + ".0.0/16" }},
	{"mac, mac address", func(w words) string { return w.fake.MacAddress() }},
	{"user agent", func(words) string { return "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0" }},
	{"protocol, scheme", func(w words) string { return pick(w.draw, []string{"https", "http", "tcp"}) }},
	{"method, http method, verb, request method", func(w words) string { return pick(w.draw, []string{"GET", "POST", "PUT", "DELETE"}) }},
	{"port, ports", func(w words) string { return pick(w.draw, []string{"80", "443", "8080"}) }},
	{"api version", func(w words) string { return "2025-0" + w.from("123456789", 1) + "-01" }},

	// files and programs
	{`file name, filename, file, original name, document name, file.name, document.name, attachment.name, attachment,
		document, artifact, upload`, fileName},
	{`path, classpath, fileloc, relative fileloc, file path, filepath, directory, folder, dir, working dir, pathname,
		path lower, mount path, root, storage path, location path`, func(w words) string { return "/" + w.slug() + "/" + fileName(w) }},
	{"mime type, mime, content type, media type, mimetype", func(w words) string {
		return pick(w.draw, []string{"application/json", "application/pdf", "text/plain", "image/png"})
	}},
	{"extension, file type, file extension", func(w words) string { return pick(w.draw, []string{"pdf", "txt", "csv", "png"}) }},
	{`version, sdk version, app version, software version, build, release, semver, tag name, release name, platform
		version`, version},
	{"branch, git branch, ref name", func(w words) string { return pick(w.draw, []string{"main", "develop", "release"}) }},
	{`code, error code, reason code, status code, sku, part number, coupon, serial, serial number, number, invoice
		number, phone code, order number, account number, asset tag`, func(w words) string { return strings.ToUpper(w.from(letterCodes, 3)) + "-" + w.from("123456789", 4) }},
	{`script, snippet, source code, sql, query, search query, search, expression, filter, q, keyword, keywords, where,
		formula, statement, condition`, query},
	{"command, cmd, entrypoint, args, arguments, argument, function.arguments", func(w words) string { return `{"` + w.noun() + `":"` + w.noun() + `"}` }},
	{"model, model name, model id, engine, base model, model version, speech model, fine tuned model", func(w words) string { return w.noun() + "-" + pick(w.draw, []string{"small", "large", "mini"}) }},
	{"image name, container image, docker image, image tag", func(w words) string { return "registry.example.com/" + w.slug() + ":1." + w.from("123456789", 1) }},
	{"cron, schedule, cron expression, crontab", func(w words) string { return pick(w.draw, []string{"0 * * * *", "30 4 * * 1", "*/15 * * * *"}) }},
	{"platform, os, operating system", func(w words) string { return pick(w.draw, []string{"linux", "windows", "macos"}) }},
	{"device, device name, device.name", func(w words) string { return pick(w.draw, []string{"laptop", "phone", "tablet"}) }},
	{"color, colour, background color, hex color, text color, fill, stroke", color},
	{"json, payload, metadata json, config json", func(w words) string { return `{"` + w.noun() + `":true}` }},
	{"image data, data uri, b64 json, base64, audio data, bytes, blob, image base64, encrypted content", encoded},
	{"size name, resolution, dimensions", func(w words) string { return pick(w.draw, []string{"1024x1024", "1280x720", "512x512"}) }},
	{"format, output format, response format, encoding", func(w words) string { return pick(w.draw, []string{"json", "text", "csv"}) }},

	{"loc", func(w words) string { return pick(w.draw, []string{"body", "query", "name", "limit"}) }},

	// sentences
	{`description, summary, about, bio, notes, note, comment, comments, remarks, details, detail, abstract, overview,
		help, info, long description, explanation, rationale, justification, excerpt, description text`, sentence},
	{`message, msg, err, error message, status message, warning, warnings, notice, hint, status description, status
		reason, failure message, error description, error detail, state message, failure reason, error reason`, message},
	{"reason, error, cause, failure, errors, exception, incomplete reason, cancel reason", message},
	{`text, content, body, body text, paragraph, utterance, transcript, quote, answer, response, output, output text,
		refusal, delta, thinking, reasoning, plain text, sentence, sentences, statement text, plaintext, utterances,
		value text, input text, caption text, obfuscation, logs, log, stdout, stderr, log line, raw`, sentence},
	{`input, prompt, instruction, instructions, system prompt, question, revised prompt, user prompt, context,
		prompts, system, objective, goal`, question},
	{"html body, body html, rendered", func(w words) string { return "<p>" + sentence(w) + "</p>" }},
	{`word, term, topic, topics, theme, category, categories, genre, group, group name, section, department, team,
		team name, speaker, entity, subcategory, headline, gist, intent, concept, feature, features`, func(w words) string { return w.noun() }},

	// trade
	{"currency, currency code, price unit, billing currency", func(w words) string { return pick(w.draw, currencies) }},
	{`price, amount, cost, total price, balance, price monthly, price hourly, net, gross, tax, vat rate, total,
		subtotal, fee, discount, gross amount`, func(w words) string { return w.from("123456789", 2) + "." + w.from("0123456789", 2) }},
	{"iban", func(w words) string { return "GB00TEST" + w.from("0123456789", 14) }},
	{"card, last4, card last4", func(w words) string { return w.from("0123456789", 4) }},
	{"brand, card brand", func(w words) string { return w.fake.Company() }},

	// sorts and states; a job's own states come from its model
	{`type, kind, object, class, subtype, event, event type, action, action type, object type, category type, entity
		type, resource type, content type id, model type, role name, variant, mode, node type, sort, policy, strategy,
		level, tier, plan, entry type, media kind, target type, operation, event name, task type, type name`, typeWord},
	{"status, state, phase, lifecycle state, stage, health, condition status, deployment status, sync status", func(w words) string { return pick(w.draw, []string{"active", "ready", "available"}) }},
	{"role, permission, permissions, scope, scopes, access, access level, privacy, visibility, roles", func(w words) string { return pick(w.draw, []string{"member", "admin", "viewer"}) }},
	{"priority, severity, urgency", func(w words) string { return pick(w.draw, []string{"low", "normal", "high"}) }},
	{"unit, units, count unit, usage unit", func(w words) string { return pick(w.draw, []string{"requests", "seconds", "items"}) }},
	{`field, field name, column, property, attribute, parameter, param, variable, param name, variable name, attribute
		name, property name, order by, sort by, sort field, order`, func(w words) string { return pick(w.draw, []string{"name", "created_at", "status"}) }},
	{"voice, voice id, voice name", func(w words) string { return strings.ToLower(w.fake.FirstName()) }},
	{`bucket, schema, executor, operator, view, widget, account, facility, interface, component, termination, bridge,
		layout, preset, member, purpose, container, namespace, namespace name, queue, cluster, cluster name, database,
		database name, schema name, table, table name, collection, index name, index, queue name, work queue name, work
		pool name, tenant, project, project name, workspace, environment, dataset, stack, repository, repo, pool,
		repository name, service, service name, app, application, app name, node name, agent name, pod name, function
		name, tool name, tool, plugin, connector, provider, source, source name, target, destination, backend, channel,
		module, package, package name, library, job name, task name, flow name, bundle, store, site, device role,
		profile, template, template name, worker, worker name, runtime, agent, storage, vendor name, integration, actor,
		client, from, to, category name, parent, children, name prefix, device type, rack, driver, drivers, function,
		kind name, server label, partition, group id name`, words.slug},
	{`prefix, suffix, separator, delimiter, value, data, array, element, primitive, default value, default, new value,
		old value, current value, raw value, string value, previous value, example, sample, min, max, option, options,
		custom, extra, key value, selected, choice, choices, values`, func(w words) string { return w.noun() }},
	{"seconds, secs", func(w words) string { return w.from("123456789", 1) + w.from("0123456789", 1) }},
	{`completion window, duration, elapsed, time to live, ttl, uptime, interval, timeout, delay, age, latency`, func(w words) string { return w.from("123456789", 2) + "s" }},
	{`quantity, count, num, total count, usage, size, page, page size, limit, offset, num media, num segments, length,
		width, height, memory, cpu, storage size`, func(w words) string { return w.from("123456789", 2) }},
	{"day, weekday, day of week", func(w words) string { return pick(w.draw, []string{"Monday", "Wednesday", "Friday"}) }},
	{"month", func(w words) string { return pick(w.draw, []string{"January", "June", "October"}) }},
	{"year", func(w words) string { return "202" + w.from("0123456", 1) }},
	{"proxy, http proxy, https proxy", func(w words) string { return "http://proxy.example.com:3128" }},
	{"hour, time of day", func(w words) string { return "0" + w.from("6789", 1) + ":30" }},
	{"license, license name, licence", func(w words) string { return pick(w.draw, []string{"MIT", "Apache-2.0", "BSD-3-Clause"}) }},
	{"species, breed, animal, pet.name, cat.name, dog.name, pet.type name", func(w words) string { return w.fake.PetName() }},
	{"sentiment, mood", func(w words) string { return pick(w.draw, []string{"positive", "neutral", "negative"}) }},
	{"specialty, skill, subject area", func(w words) string { return w.fake.Hobby() }},
	{"sequence, rank, position, order number text, ordinal", func(w words) string { return w.from("123456789", 1) }},
	{"pattern, regex, regexp, match, glob, rule", func(words) string { return "^[a-z]+$" }},
	{"emoji, reaction, native", func(words) string { return "👍" }},
}

// numberName is a line of the table of numbers: names as above, and the range of a number
// of that name.
type numberName struct {
	names     string
	low, high float64
	decimals  int
}

// numberNames has a line for each sort of number.
var numberNames = []numberName{
	{`count, counts, num, quantity, qty, total, subtotal, size count, amount of items, occurrences, hits, results,
		items, entries, members, users, requests, records, rows, files, errors, warnings, failures, attempts, retries,
		tries, failed, completed, succeeded, processed, cancelled, canceled, expired, pending, queued, running, active,
		in progress, replicas, instances, workers, tasks, runs, jobs, nodes, cores, seats, views, likes, votes,
		downloads, unread, done, errored, skipped, submitted, open, closed, new, used, available, ready, deleted,
		processing, remaining, reserved, terminating, unknown, max retries, retry count, limit count, parallelism,
		completions, cpus, cpu, concurrency, slots, occupied slots, open slots, terminations, bounces, clicks, opens,
		replies, uploads, max attempts, duplicates, depth`, 0, 9, 0},
	{`id, identifier, pid, group, gid, run as user, run as group, fs group, cid, number, sequence number, uid, pk,
		sid, iid, account number, invoice number, reference`, 1, 99999, 0},
	{`index, position, rank, order, ordinal, sequence, idx, offset, skip, cursor, level, slot, content index, output
		index, line, row, column, col, step, epoch, line number, start line, end line, node, generation, batch, part,
		chunk, weight order, page number, page, current page, z index, priority, iteration, attempt, revision, attempt
		number, version number, rank order, try number, run count, lock version, rowspan, colspan, map index, sort
		order, from, start index, tier`, 0, 3, 0},
	{"limit, page size, per page, max results, page limit, max items, batch size, take, max entries, rows per page", 10, 100, 0},
	{"total pages, pages, page count, last page, num pages", 1, 5, 0},
	{`tokens, input tokens, output tokens, total tokens, prompt tokens, completion tokens, cached tokens, reasoning
		tokens, token count, token usage, max tokens, budget tokens, context length, max output tokens, context window,
		max completion tokens`, 10, 900, 0},
	{`bytes, size, file size, byte size, content length, length bytes, memory bytes, file bytes, size bytes, storage,
		storage bytes, disk size, total size, image size, disk, max size, volume size, db size, used size, raw size`, 1024, 250000, 0},
	{"memory, ram, memory mb, memory mbytes, megabytes, disk gb, gigabytes, mb, gb, disk mbytes, mbytes", 1, 64, 0},
	{`duration, elapsed, lateness, execution time, within, seconds, runtime, run time, secs, timeout, ttl, expires in,
		interval, delay, wait, uptime, age seconds, max age, polling interval, cooldown, retry after, lifetime, time to
		live, audio duration, timeout secs, run duration, estimated time, lease, grace period, wait time, polling, ring
		time, keep alive`, 1, 600, 0},
	{`microseconds, nanoseconds, ms, milliseconds, millis, duration ms, latency, latency ms, elapsed ms, processing
		time ms, time ms, response time, took, start ms, end ms, timestamp ms offset, audio start ms, audio end ms,
		millisecond`, 20, 5000, 0},
	{"minutes, mins, minute, duration minutes", 1, 59, 0},
	{"hours, hour", 0, 23, 0},
	{"days, duration days, retention days, days left, retention", 1, 30, 0},
	{"months, month", 1, 12, 0},
	{"weeks, week", 1, 4, 0},
	{"day, day of month", 1, 28, 0},
	{"year, years", 2015, 2025, 0},
	{"age, ages", 18, 80, 0},
	{`percent, percentage, pct, progress, percent complete, completion, completeness, humidity, utilization, battery`, 0, 100, 0},
	{`score, confidence, probability, ratio, fraction, similarity, relevance, likelihood, accuracy, threshold, score
		threshold, certainty, precision, recall, prob, silence ratio, weight, share, alpha, opacity, relevance score,
		confidence score, quality, vad threshold, language confidence, frac, normalized`, 0, 1, 3},
	{`temperature, top p, min p, presence penalty, frequency penalty, repetition penalty, top a, stability, style,
		exaggeration, strength, cfg`, 0, 1, 2},
	{"logprob, log prob, avg logprob, log probability", -2, 0, 4},
	{"loss, train loss, valid loss", 0, 2, 4},
	{`rate, rating, average, avg, mean, median, factor, multiplier, speed, volume, velocity, learning rate multiplier,
		frame rate, fps, scale, stars, std, variance, load`, 1, 5, 1},
	{`top k, k, n, beam size, candidates, top logprobs, num results, best of, num speakers, max num results, n epochs,
		speakers expected`, 1, 5, 0},
	{`price, amount, cost, fee, balance, tax, discount, revenue, total price, total amount, net, gross, subtotal
		amount, charge, payment, usd, usd cents, cents, total cost, amount usd, budget, spend, salary, total usd, price
		usd, credits, credit, usage credits, usage usd`, 1, 400, 2},
	{"latitude, lat", -60, 60, 4},
	{"longitude, lng, lon, long", -120, 120, 4},
	{`width, height, x, y, w, h, left, top, right, bottom, length, x1, x2, y1, y2, image width, image height, dpi,
		pixels, max width, max height, radius, size px, font size, font weight size, padding, margin, padding left,
		padding right, padding top, padding bottom, spacing, gap, item spacing, corner radius, stroke weight, bottom
		left, bottom right, z, min width, min height, width px, baseline, blur, offset x, offset y, line height, letter
		spacing, rotation, angle, distance`, 10, 1000, 0},
	{"dimension, dimensions, embedding dimensions, vector size", 64, 1024, 0},
	{"r, g, b, a, red, green, blue", 0, 1, 2},
	{"port, from port, to port, source port, destination port, listen port", 1024, 49151, 0},
	{`status code, http status, http status code, response code, exit code status, status, http code, response status`, 200, 204, 0},
	{"code, error code, exit code, return code, errno, exit status", 0, 9, 0},
	{`version, api version, schema version, revision id, resource version, build number, build, observed generation,
		document version`, 1, 9, 0},
	{"seed, random seed", 1, 99999, 0},
	{`value, result value, current value, metric, measurement, number value, amount value, min, max, minimum, maximum,
		default, current, previous, limit value, y value, x value, data, values, sum, observed, min value, max value,
		gt, gte, lt, lte, eq, ne, family, default value, input, output, quota, usage, threshold value, capacity, unit,
		units, required, reading`, 1, 100, 0},
	{"embedding, vector, vectors, embeddings, embedding value", -1, 1, 4},
	{"sample rate, frequency, hz, bitrate", 8000, 48000, 0},
	{"start, end, begin, start time offset, end time offset, start offset, end offset", 0, 60, 0},
	{"vlan, vid, asn, vlan id, mtu", 100, 4000, 0},
	{`traffic, bandwidth, included traffic, ingoing traffic, outgoing traffic, throughput, rpm, tpm, requests per
		minute, max requests per 1 minute, max tokens per 1 minute`, 1000, 100000, 0},
	{"batch index, random, nonce, salt", 1, 999, 0},
	{"user id numeric, account id, parent id", 1, 99999, 0},
	{"width ratio, aspect ratio, device pixel ratio", 1, 2, 1},
	{"days ago, streak", 1, 30, 0},
	{"mode, permissions mode, flags, mask, type, kind, scope, state, role, visibility, category", 0, 3, 0},
}

// rareNames are the last words of names of what a healthy record does not have.
var rareNames = strings.Fields(`error errors failure exception warning warnings refusal deleted archived cancelled canceled
	revoked suspended blocked cancel fault removed deprecated banned next prev previous`)

var (
	currencies = strings.Fields("EUR USD GBP JPY CHF")
	countries  = strings.Fields("DE FR US GB JP BR")
	languages  = strings.Fields("en de fr es ja")
	locales    = strings.Fields("en-US de-DE fr-FR es-ES")
	timezones  = strings.Fields("Europe/Berlin America/New_York Asia/Tokyo UTC")
	regions    = strings.Fields("eu-central us-east us-west ap-south")
)
