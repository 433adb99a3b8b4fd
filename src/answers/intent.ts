import type { Facet } from '../content/facet.js';

/**
 * What a button of an answer is for. The answers know no callback data; `telegram/keyboard.ts`
 * turns intents into buttons.
 */
export type Intent =
  /** shows another part of the same scheme in the same message */
  | { readonly kind: 'facet'; readonly schemeId: string; readonly facet: Facet }
  /** shows another scheme: a near match, a companion, a successor */
  | { readonly kind: 'scheme'; readonly schemeId: string; readonly facet: Facet }
  /** 'this is wrong': tells the administrators */
  | { readonly kind: 'report'; readonly schemeId: string; readonly facet: Facet }
  | { readonly kind: 'url'; readonly url: string }
  /** hands the answer on through Telegram's own share dialog */
  | { readonly kind: 'forward'; readonly schemeId: string; readonly facet: Facet; readonly text: string };

export interface IntentButton {
  readonly label: string;
  readonly intent: Intent;
}
export type IntentRows = readonly (readonly IntentButton[])[];
