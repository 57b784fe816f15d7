/** The seed of all property tests: fixed, so that a run of `npm test` says something about a change; `FC_SEED` draws anew. */
import fc from "fast-check";

fc.configureGlobal({ seed: Number(process.env["FC_SEED"] ?? 1) });
