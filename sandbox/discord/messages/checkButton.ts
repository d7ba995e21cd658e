import { COMPONENT_LIMITS } from '../limits.ts';
import type { Form, Path } from '../rest/form.ts';
import { readChoice, readText } from '../rest/form.ts';
import { readUrl } from '../rest/readUrl.ts';
import type { Component } from './componentTree.ts';
import { LINK_STYLE, PREMIUM_STYLE } from './componentTree.ts';

const STYLES = [1, 2, 3, 4, LINK_STYLE, PREMIUM_STYLE];

/** A link button has a URL and no custom id, a premium one an SKU, every other a custom id and no URL. */
export function checkButton(form: Form, path: Path, button: Component): void {
  const at = (key: string) => [...path, key];
  const style = readChoice(form, at('style'), button['style'], STYLES);
  readText(form, at('label'), button['label'], { max: COMPONENT_LIMITS.buttonLabel });
  if (style === PREMIUM_STYLE) return;
  if (!button['label'] && !button['emoji']) {
    form.fail(path, 'BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED', 'A button must have a label or an emoji');
  }
  if (style === LINK_STYLE) checkLink(form, path, button);
  else checkInteractive(form, path, button);
}

function checkInteractive(form: Form, path: Path, button: Component): void {
  const at = (key: string) => [...path, key];
  if (button['url'] !== undefined && button['url'] !== null) {
    form.fail(at('url'), 'BUTTON_COMPONENT_URL_NOT_ALLOWED', 'A url can only be specified on a link button');
  }
  if (button['custom_id'] === undefined) {
    form.fail(at('custom_id'), 'BUTTON_COMPONENT_CUSTOM_ID_REQUIRED', 'A custom id is required');
  }
  readText(form, at('custom_id'), button['custom_id'], { min: 1, max: COMPONENT_LIMITS.customId });
}

function checkLink(form: Form, path: Path, button: Component): void {
  if (button['custom_id'] !== undefined) {
    form.fail([...path, 'custom_id'], 'BUTTON_COMPONENT_LINK_HAS_CUSTOM_ID', 'A link button cannot have a custom id');
  }
  if (!button['url']) form.fail([...path, 'url'], 'BUTTON_COMPONENT_URL_REQUIRED', 'A url is required');
  readUrl(form, [...path, 'url'], button['url'], {
    max: COMPONENT_LIMITS.url,
    schemes: ['http', 'https', 'discord'],
  });
}
