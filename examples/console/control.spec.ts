import { expect, test } from "./fixture.ts";

test("a scenario is searched, previewed and put in force", async ({ console: c, page }) => {
  await c.open("scenarios");
  await c.by("search").fill("empty dataset");
  await expect(page).toHaveURL(/q=empty/);
  await c.by("search").fill("all-error");
  await c.press("scenario-all-error");
  await expect(c.by("scenario-yaml")).toContainText("title:");
  await c.press("preview");
  await expect(c.by("sample-body")).toContainText('"ERROR"');
  await c.press("use");
  await expect(c.by("active-scenario")).toHaveText("all-error");
  expect((await c.control("GET", "/scenario")).name).toBe("all-error");
  const sessions = (await (await c.request.get("/_ringer/sessions")).json()).sessions as { name: string }[];
  expect(sessions.filter((s) => s.name.startsWith("console-preview-")).length, "the preview leaves no session").toBeLessThanOrEqual(1);
  await c.by("search").fill("nothing has these words");
  await expect(c.by("no-scenarios")).toBeVisible();
  await c.looksRight();
});

test("a fault is switched on with a parameter, and off", async ({ console: c }) => {
  await c.open("faults");
  await c.press("fault-latency-more");
  await c.by("fault-latency-fixed").fill("20ms");
  await c.press("fault-latency", "Space");
  await expect.poll(async () => (await c.control("GET", "/faults")).faults).toEqual(["latency:20ms"]);
  await c.by("fault-status").check();
  await expect.poll(async () => (await c.control("GET", "/faults")).faults).toEqual(["latency:20ms", "status:204"]);
  await c.page.reload();
  await expect(c.by("fault-latency")).toBeChecked();
  await c.press("fault-latency", "Space");
  await expect.poll(async () => (await c.control("GET", "/faults")).faults).toEqual(["status:204"]);
  await c.looksRight();
});

test("a session is made, chosen, reset and dropped", async ({ console: c, page }) => {
  const name = c.session + "-made";
  await c.open("sessions");
  await c.by("new-name").fill(name);
  await c.by("new-scenario").selectOption("empty");
  await c.by("new-frozen").check();
  await c.press("make");
  await expect(page).toHaveURL(new RegExp("session=" + name));
  await expect(c.by("session")).toHaveValue(name);
  await c.by("nav-sessions").click();
  await c.press("reset-" + name);
  await expect(c.by("message")).toContainText("begins again");
  await c.press("drop-" + name);
  await expect(c.by("session-" + name)).toHaveCount(0);
  await c.by("session").selectOption(c.session);
  await expect(page).toHaveURL(new RegExp("session=" + c.session + "$|session=" + c.session + "&"));
});

test("an operation is tried, and its request explained", async ({ console: c }) => {
  await c.open("api");
  await expect(c.by("states").first().locator("svg")).toBeVisible();
  await c.by("operation").first().focus();
  await c.by("operation").first().press("Enter");
  await expect(c.by("try-body")).toHaveValue(/eval_question_ids/);
  await c.by("param-eval_dataset_id").fill("7c9e6679-7425-40de-944b-e07fc1f90ae7");
  await c.press("try");
  await expect(c.by("try-status")).toHaveText("200");
  await expect(c.by("try-response")).toContainText('"PENDING"');
  await c.looksRight();
  await c.press("try-why");
  await expect(c.by("request-line")).toContainText("POST");
});

test.describe("with a response that is refused", () => {
  test.use({ allowed: [/400 \(Bad Request\)/] });

  test("what the mock refuses is said", async ({ console: c }) => {
    const id = await c.create();
    await c.open("jobs", "&job=" + id);
    await c.by("field-pointer").fill("/status");
    await c.by("field-value").fill("NEVER");
    await c.press("set-field");
    await expect(c.by("message")).toContainText("breakContract");
    await expect(c.by("field-value")).toHaveValue("NEVER");
  });
});
