import { acknowledgeButton, stillOnItButton, unacknowledgeButton } from './acknowledgeButton.ts';
import type { Component } from './component.ts';
import { detailsButton } from './detailsButton.ts';
import { muteButton } from './muteButton.ts';
import { muteMenu } from './muteMenu.ts';
import { noteButton } from './noteButton.ts';
import { PRIVACY_COMPONENTS } from './privacyButtons.ts';
import { SETUP_COMPONENTS } from './setupChoices.ts';

/** Every button and menu that a component interaction can come from. */
export const COMPONENTS: readonly Component[] = [
  muteButton,
  muteMenu,
  acknowledgeButton,
  unacknowledgeButton,
  stillOnItButton,
  noteButton,
  detailsButton,
  ...SETUP_COMPONENTS,
  ...PRIVACY_COMPONENTS,
];
