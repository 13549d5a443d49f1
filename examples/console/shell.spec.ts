import { expect, test } from "./fixture.ts";

test("a browser that opens the root gets the console, a client the API's 404", async ({ page, request }) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/_ringer\/$/);
  await expect(page.getByTestId("nav-jobs")).toHaveAttribute("aria-current", "page");
  expect((await request.get("/", { headers: { Accept: "application/json" } })).status()).toBe(404);
});

test("the first steps are shown until there was a request", async ({ console: c }) => {
  await c.open("jobs");
  await expect(c.by("first-base")).toContainText("/_ringer/s/" + c.session);
  await expect(c.by("first-curl")).toContainText("curl");
  await c.looksRight();
  await c.client("GET");
  await expect(c.by("first-use")).toHaveCount(0);
});

for (const view of ["jobs", "requests", "scenarios", "faults", "sessions", "api"]) {
  test(`${view} by the keyboard, without anything serious`, async ({ console: c, page }) => {
    await c.create();
    await c.open("jobs");
    await c.press("nav-" + view);
    await expect(c.by("nav-" + view)).toHaveAttribute("aria-current", "page");
    await expect(page).toHaveURL(new RegExp(`view=${view}&session=${c.session}`));
    await expect(page.getByRole("heading", { level: 1 })).toBeAttached();
    await expect(page.locator("main [data-testid]").first()).toBeAttached();
    await c.looksRight();
  });
}

test("back and reload keep what is shown", async ({ console: c, page }) => {
  const id = await c.create();
  await c.open("jobs", "&job=" + id);
  await expect(c.by("job-id")).toHaveText(id);
  await c.by("nav-faults").click();
  await page.goBack();
  await page.reload();
  await expect(c.by("job-id")).toHaveText(id);
});

test("a hidden tab has no event stream", async ({ console: c, page }) => {
  let streams = 0;
  page.on("request", (sent) => (streams += sent.url().endsWith("/events") ? 1 : 0));
  let ended = 0;
  page.on("requestfailed", (sent) => (ended += sent.url().endsWith("/events") ? 1 : 0));
  await c.open("jobs");
  await expect.poll(() => streams).toBe(1);
  const hide = (hidden: boolean) => page.evaluate((value) => {
    Object.defineProperty(document, "hidden", { value, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);
  await hide(true);
  await expect.poll(() => ended).toBe(1);
  expect(streams).toBe(1);
  await hide(false);
  await expect.poll(() => streams).toBe(2);
});
