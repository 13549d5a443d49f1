import { expect, test } from "@ringer-api/ringer/playwright";
import { options } from "./playwright.config.ts";

// The page polls ten times a second, so that no test waits for it.
const page10 = "/?every=100";

test("a new job is PENDING, then SUCCESS", async ({ page, session }) => {
  await session.scenario("all-success");
  await session.clock.final();
  await page.goto(page10);
  await expect(page.getByRole("status")).toHaveText("All have ended.");
  const before = await page.locator("tbody tr").count();

  await page.getByRole("button", { name: "Evaluate again" }).click();
  const newest = page.locator("tbody tr").first();
  await expect(newest.locator(".status")).toHaveText("PENDING");
  await expect(page.locator("tbody tr")).toHaveCount(before + 1);

  await session.clock.final();
  await expect(newest.locator(".status")).toHaveText("SUCCESS");
  await expect(page.getByRole("status")).toHaveText("All have ended.");
});

test("a failed job shows its error", async ({ page, session }) => {
  await session.scenario("all-error");
  await page.goto(page10);
  await page.getByRole("button").click();
  await session.clock.final();
  const newest = page.locator("tbody tr").first();
  await expect(newest.locator(".status")).toHaveText("ERROR");
  await expect(newest.locator("td").last()).not.toBeEmpty();
});

test("a partial success is shown differently from a success", async ({ page, session }) => {
  await session.scenario("partial-success");
  await page.goto(page10);
  await session.clock.final();
  await expect(page.locator(".PARTIAL_SUCCESS").first()).toBeVisible();
  await expect(page.locator(".SUCCESS")).toHaveCount(0);
});

test("a job that is PENDING for an hour is shown as waiting", async ({ page, session }) => {
  await session.scenario("all-pending");
  await page.goto(page10);
  await session.clock.advance("1h");
  await expect(page.getByRole("status")).toContainText("Waiting for");
});

test("a dataset without executions", async ({ page, session }) => {
  await session.scenario("empty");
  await page.goto(page10);
  await expect(page.getByText("Nobody has evaluated this dataset yet.")).toBeVisible();
  await expect(page.locator("table")).toBeHidden();
  await expect(page.getByRole("status")).toHaveText("");
});

test("fifty executions", async ({ page, session }) => {
  await session.scenario("fifty");
  await page.goto(page10);
  await expect(page.locator("tbody tr")).toHaveCount(50);
});

test("the page fits a phone's screen", async ({ page, session }) => {
  await session.scenario("one-of-each-status");
  await page.setViewportSize({ width: 390, height: 700 });
  await page.goto(page10);
  await expect(page.locator("tbody tr")).toHaveCount(4);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width).toBe(390);
});

test("markup in an error is shown, not run", async ({ page, session }) => {
  page.on("dialog", () => expect(null, "a script ran").not.toBeNull());
  await session.scenario("html-in-text");
  await page.goto(page10);
  await session.clock.final();
  await expect(page.getByText("<b>bold</b>").first()).toBeVisible();
  await expect(page.locator("td img")).toHaveCount(0);
});

test.describe("a page whose clock the test moves by itself", () => {
  test.use({ ringerOptions: { ...options, browserClock: false } });

  test("the page waits for a restart of the service", async ({ page, session }) => {
    await session.scenario("unavailable");
    // The page's own clock is frozen, too: the test advances it.
    await page.clock.install({ time: 0 });
    await page.clock.pauseAt(24 * 60 * 60_000); // later than a slow machine can get to this line
    await page.goto(page10);
    const alert = page.getByRole("alert");
    await expect(alert).toHaveText("The service returned an error (503). Trying again.");
    await expect(async () => {
      await page.clock.runFor(1000); // the value of Retry-After
      await expect(alert).toBeHidden({ timeout: 100 });
    }).toPass();
  });

  test("a user who is not signed in sees that, and polling stops", async ({ page, session }) => {
    await session.scenario("unauthorized");
    await page.clock.install();
    let asked = 0;
    page.on("request", (request) => (asked += request.url().includes("/api/") ? 1 : 0));
    await page.goto(page10);
    await expect(page.getByRole("alert")).toHaveText("You are not signed in.");
    await page.clock.runFor(60_000);
    expect(asked).toBe(1);
  });
});

test("a response that is not JSON", async ({ page, session }) => {
  await session.scenario("json-cut");
  await page.goto(page10);
  await expect(page.getByRole("alert")).toContainText("invalid response");
});

test("a response that is not a list", async ({ page, session }) => {
  await session.scenario("wrapped-list");
  await page.goto(page10);
  await expect(page.getByRole("alert")).toContainText("invalid response");
});

test("a job that ended before it began shows no duration", async ({ page, session }) => {
  await session.scenario("clock-skew");
  await page.goto(page10);
  await expect(page.getByText("3.0 s", { exact: true })).toBeVisible();
  await expect(page.getByText("-3.0 s")).toHaveCount(0);
});

test("an execution without a status", async ({ page, session }) => {
  await session.scenario("status-missing");
  await page.goto(page10);
  await expect(page.locator(".status", { hasText: "unknown" })).toBeVisible();
});

test("an unknown status of a newer service ends the polling", async ({ page, session }) => {
  await session.scenario("new-status");
  await page.goto(page10);
  await expect(page.locator(".CANCELLED")).toHaveText("CANCELLED");
  await session.clock.final();
  await expect(page.getByRole("status")).toHaveText("All have ended.");
});
