// Package frameworks writes the refusals of web frameworks, for services whose description
// documents such errors: NestJS, Express with express-openapi-validator, Spring, ASP.NET Core,
// Huma, Rails, and errors like Stripe's. Status codes and headers are not its concern.
package frameworks
