it("a new job is PENDING, then SUCCESS", () => {
  cy.ringerBegin("all-success");
  cy.visit("/?every=100");
  cy.contains("button", "Evaluate again").click();
  cy.get("tbody tr").first().should("contain", "PENDING");
  cy.ringerAdvanceUntilFinal();
  cy.get("tbody tr").first().should("contain", "SUCCESS");
  cy.contains("All have ended.");
});

it("a restart of the service is waited out", () => {
  cy.ringerBegin("unavailable");
  cy.visit("/?every=100");
  cy.get("[role=alert]").should("contain", "503");
  // Three answers ask for a second each, which is most of what Cypress waits by itself.
  cy.get("[role=alert]", { timeout: 20_000 }).should("not.be.visible");
});
