// Commands that give a test a session of the mock: a world of its own.

declare global {
  namespace Cypress {
    interface Chainable {
      /** Starts a session with a scenario, for every request of the page. */
      ringerBegin(scenario: string): Chainable;
      /** Moves the session's clock until every execution has ended. */
      ringerAdvanceUntilFinal(): Chainable;
    }
  }
}

const sessions = () => `${Cypress.env("mock")}/_ringer/sessions/cypress-${Cypress.currentTest.title.replace(/\W+/g, "-")}`;

Cypress.Commands.add("ringerBegin", (scenario) => {
  const url = sessions();
  cy.request("PUT", url, { scenario, seed: 7, now: "2024-10-01T12:00:00Z" });
  cy.intercept("/api/**", (request) => {
    request.headers["ringer-session"] = url.slice(url.lastIndexOf("/") + 1);
  });
});

Cypress.Commands.add("ringerAdvanceUntilFinal", () => {
  cy.request("POST", `${sessions()}/clock/advance`, { to: "final" });
});

export {};
