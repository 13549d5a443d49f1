import { expect, test } from "./fixture.ts";

test("the journal grows, is filtered, and a request is explained", async ({ console: c, page }) => {
  await c.open("requests");
  await expect(c.by("no-requests")).toBeVisible();
  await c.client("GET");
  await expect(c.by("request")).toHaveCount(1);
  await c.create();
  await expect(c.by("request")).toHaveCount(2);
  await c.by("filter-method").selectOption("POST");
  await expect(c.by("request")).toHaveCount(1);
  await expect(page).toHaveURL(/method=POST/);
  await c.by("filter-method").selectOption("");
  await c.by("filter-path").fill("no such path");
  await expect(c.by("no-requests")).toHaveText("No request matches.");
  await c.by("filter-path").fill("execute");
  await expect(c.by("request")).toHaveCount(2);
  await c.by("request").first().focus();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(c.by("request-line")).toContainText("GET /_ringer/s/");
  await expect(c.by("why")).toContainText("Scenario default was used");
  await expect(c.by("curl")).toContainText("curl -i");
  await expect(c.by("response-body")).toContainText('"status"');
  await c.looksRight();
});

test("the third poll fails, because it is answered otherwise", async ({ console: c }) => {
  const id = await c.create();
  await c.client("GET", "/" + id);
  await c.open("requests");
  await c.by("request").first().click();
  await c.by("otherwise-calls").selectOption("nth");
  await c.by("otherwise-nth").fill("3");
  await c.by("otherwise-body").fill('{"detail": "down"}');
  await expect(c.by("otherwise-yaml")).toContainText("nth: 3");
  await c.press("otherwise-send");
  await expect(c.by("message")).toContainText("In force");
  for (const _ of [1, 2]) expect((await c.client("GET", "/" + id)).id).toBe(id);
  expect(await c.client("GET", "/" + id)).toEqual({ detail: "down" });
  expect((await c.client("GET", "/" + id)).id).toBe(id);
});

test("a field is overridden, and a fault put in force", async ({ console: c }) => {
  const id = await c.create();
  await c.client("GET", "/" + id);
  await c.open("requests");
  await c.by("request").first().click();
  await c.by("otherwise").selectOption("override");
  await c.by("otherwise-at").fill("/error_message");
  await c.by("otherwise-value").fill("by hand");
  await expect(c.by("otherwise-yaml")).toContainText("id: ");
  await c.press("otherwise-send");
  await expect.poll(async () => (await c.client("GET", "/" + id)).error_message).toBe("by hand");
  await c.by("otherwise").selectOption("fault");
  await c.by("otherwise-fault").selectOption("status");
  await c.by("otherwise-parameter").selectOption("code");
  await c.by("otherwise-value").fill("503");
  await expect(c.by("otherwise-yaml")).toContainText("- kind: status\n    code: 503");
  await c.press("otherwise-send");
  await expect.poll(async () => (await c.control("GET", "/faults")).faults).toEqual(["status:503"]);
});

test("hostile requests are shown and never run", async ({ console: c }) => {
  const bad = `<img src=x onerror="alert(1)"><script>alert(2)</script>`;
  await c.request.get(`/_ringer/s/${c.session}/${encodeURIComponent(bad)}?q=${encodeURIComponent(bad)}`, { headers: { "X-Bad": bad } });
  await c.client("POST", "", bad);
  await c.open("requests");
  await expect(c.by("request")).toHaveCount(2);
  for (const n of [0, 1]) {
    await c.by("request").nth(n).click();
    await c.by("sent-headers").click();
    await expect(c.by("detail")).toContainText("img");
  }
  await expect(c.page.locator("main img, main script")).toHaveCount(0);
});
