/** How one session logs in: Basic at once, then the digest that the server offers (`Protocol.HTTP.Session-loginMethod`). */
import { headerOf } from "../answer-head.ts";
import type { Answer } from "../connection.ts";
import { basicCredentials } from "../header-text.ts";
import {
  canAnswer,
  challengeText,
  digestCredentials,
  parseChallenges,
  type Challenge,
  type DigestRules,
  type Login,
} from "./http-login.ts";
import type { HttpRequest } from "./http-request.ts";

/** Result of a 401: another `Authorization` to try, or the offers that cannot be used, or neither. */
export interface LoginAnswer {
  readonly authorization?: string | undefined;
  readonly unusable?: string | undefined;
}

/** The login of one session. Keeps the last digest challenge, whose nonce serves further requests. */
export class SessionLogin {
  readonly #rules: DigestRules;
  #known: { readonly challenge: Challenge; count: number } | undefined;

  constructor(rules: DigestRules) {
    this.#rules = rules;
  }

  /** `Authorization` of a request before the server has asked for a login. */
  begin(login: Login, request: HttpRequest): string {
    return this.#digest(login, request) ?? basicCredentials(login.user, login.password);
  }

  /** After a 401 to a request that carried `sent`. */
  again(answer: Answer, sent: string, login: Login, request: HttpRequest): LoginAnswer {
    const offers = parseChallenges(headerOf(answer, "WWW-Authenticate") ?? "");
    // The server puts the strongest first (RFC 7616 section 3.7).
    const challenge = offers.find((offer) => canAnswer(offer, this.#rules));
    this.#known = undefined;
    if (challenge === undefined) return { unusable: this.#unusable(offers) };
    // A digest is rejected because its nonce is stale or the password is wrong.
    const stale = challenge.parameters["stale"]?.toLowerCase() === "true";
    if (!sent.startsWith("Basic ") && !stale) return {};
    this.#known = { challenge, count: 0 };
    return { authorization: this.#digest(login, request) };
  }

  #digest(login: Login, { method, path }: HttpRequest): string | undefined {
    if (this.#known === undefined) return undefined;
    this.#known.count++;
    const { challenge, count } = this.#known;
    return digestCredentials(login, challenge, { method, uri: path, count }, this.#rules);
  }

  /** Basic was rejected already: the login is wrong, whatever else is offered. */
  #unusable(offers: readonly Challenge[]): string | undefined {
    if (offers.length === 0 || offers.some(({ scheme }) => scheme === "basic")) return undefined;
    const newer = this.#rules === "rfc2617" && offers.some((offer) => canAnswer(offer, "rfc7616"));
    const help = newer ? " The option httpDigest = rfc7616 adds SHA-256." : "";
    return `offers ${offers.map(challengeText).join(", ")} only, which cannot be used.${help}`;
  }
}
