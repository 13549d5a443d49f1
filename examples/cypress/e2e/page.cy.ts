it("a new job is PENDING, then SUCCESS", () => {
  cy.ringerBegin("all-success");
  cy.visit("/?every=100");
  cy.contains("button", "Evaluate again").click();
  cy.get("tbody tr").first().should("contain", "PENDING");
  cy.ringerAdvanceUntilFinal();
  cy.get("tbody tr").first().should("contain", "SUCCESS");
  cy.contains("All have ended.");
});

it("the page waits for a restart of the service", () => {
  cy.ringerBegin("unavailable");
  cy.visit("/?every=100");
  cy.get("[role=alert]").should("contain", "503");
  // Three responses ask to wait a second each, almost Cypress's default timeout.
  cy.get("[role=alert]", { timeout: 20_000 }).should("not.be.visible");
});
