/** What the page's browser script gets to draw: text, class names and numbers, never HTML. */
export interface Piece {
  readonly text: string;
  /** Names of CSS classes. */
  readonly looks: readonly string[];
  readonly href?: string;
}

export interface TextLine {
  readonly kind: 'text' | 'code' | 'quote' | 'item';
  /** The bullet or number before an item. */
  readonly lead?: string;
  readonly pieces: readonly Piece[];
}

export interface PictureView {
  readonly name: string;
  /** An address on this page, or null for what is not stored here. */
  readonly src: string | null;
  readonly href: string | null;
  readonly width: number | null;
  readonly height: number | null;
}

export interface FileView {
  readonly name: string;
  readonly href: string;
  readonly size: string;
  readonly picture: PictureView | null;
}

export interface FieldView {
  readonly name: readonly Piece[];
  readonly lines: readonly TextLine[];
  /** Of the twelve columns of an embed. */
  readonly columns: number;
}

export interface EmbedView {
  readonly colour: string;
  readonly author: string;
  readonly title: readonly Piece[];
  readonly titleHref: string | null;
  readonly lines: readonly TextLine[];
  readonly fields: readonly FieldView[];
  readonly thumbnail: PictureView | null;
  readonly picture: PictureView | null;
  readonly footer: string;
}

export interface ButtonView {
  readonly kind: 'button';
  readonly look: 'primary' | 'secondary' | 'success' | 'danger' | 'link';
  readonly label: string;
  readonly disabled: boolean;
  readonly customId: string | null;
  readonly href: string | null;
}

export interface SelectOptionView {
  readonly label: string;
  readonly value: string;
  readonly description: string;
  readonly isChosen: boolean;
}

export interface SelectView {
  readonly kind: 'select';
  readonly customId: string;
  readonly placeholder: string;
  readonly disabled: boolean;
  readonly min: number;
  readonly max: number;
  readonly options: readonly SelectOptionView[];
}

/** What stands one below the other under a message, or is all of it. */
export type BlockView =
  | { readonly kind: 'row'; readonly parts: readonly (ButtonView | SelectView)[] }
  | { readonly kind: 'text'; readonly lines: readonly TextLine[] }
  | { readonly kind: 'container'; readonly colour: string | null; readonly blocks: readonly BlockView[] };

export interface MessageView {
  readonly id: string;
  readonly startsGroup: boolean;
  readonly author: {
    readonly name: string;
    readonly isApp: boolean;
    readonly initial: string;
    readonly colour: string;
  };
  readonly time: string;
  readonly clock: string;
  readonly at: string;
  /** "owner used /status", above the answer. */
  readonly used: { readonly who: string; readonly command: string } | null;
  readonly isThinking: boolean;
  readonly isEphemeral: boolean;
  readonly isEdited: boolean;
  readonly isForReader: boolean;
  readonly lines: readonly TextLine[];
  readonly embeds: readonly EmbedView[];
  readonly files: readonly FileView[];
  readonly blocks: readonly BlockView[];
  /** What can be picked in its menu. */
  readonly menus: readonly string[];
}
