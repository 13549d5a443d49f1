// Commands that give a test its own session of the mock.

declare global {
  namespace Cypress {
    interface Chainable {
      /** Starts a session with a scenario, for every request of the page. */
      ringerBegin(scenario: string): Chainable;
      /** Advances the session's clock until every execution has ended. */
      ringerAdvanceUntilFinal(): Chainable;
    }
  }
}

/** The session's name: the title of the running test, without invalid characters. */
const name = () => `cypress-${Cypress.currentTest.title.replace(/\W+/g, "-")}`;
const url = () => `${Cypress.env("mock")}/_ringer/sessions/${name()}`;

Cypress.Commands.add("ringerBegin", (scenario) => {
  const session = name();
  cy.request("PUT", url(), { scenario, seed: 7, now: "2024-10-01T12:00:00Z" });
  cy.intercept("/api/**", (request) => {
    request.headers["ringer-session"] = session;
  });
});

Cypress.Commands.add("ringerAdvanceUntilFinal", () => {
  cy.request("POST", `${url()}/clock/advance`, { to: "final" });
});

export {};
