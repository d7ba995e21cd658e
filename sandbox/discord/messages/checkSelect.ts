import { COMPONENT_LIMITS } from '../limits.ts';
import type { Form, Path } from '../rest/form.ts';
import { isObject, readInteger, readList, readText } from '../rest/form.ts';
import type { Component } from './componentTree.ts';
import { COMPONENT } from './componentTree.ts';

export function checkSelect(form: Form, path: Path, select: Component): void {
  const at = (key: string) => [...path, key];
  readText(form, at('custom_id'), select['custom_id'], { min: 1, max: COMPONENT_LIMITS.customId, required: true });
  readText(form, at('placeholder'), select['placeholder'], { max: COMPONENT_LIMITS.placeholder });
  const min = readInteger(form, at('min_values'), select['min_values'], { max: COMPONENT_LIMITS.selectOptions }) ?? 1;
  const max =
    readInteger(form, at('max_values'), select['max_values'], { min: 1, max: COMPONENT_LIMITS.selectOptions }) ?? 1;
  if (select.type === COMPONENT.stringSelect) checkOptions(form, at('options'), select['options'], Math.max(min, max));
}

function checkOptions(form: Form, path: Path, value: unknown, mostChosen: number): void {
  const options = readList(form, path, value, { min: 1, max: COMPONENT_LIMITS.selectOptions, required: true }) ?? [];
  const seen = new Set<unknown>();
  for (const [index, entry] of options.entries()) {
    const option = isObject(entry) ? entry : {};
    const rules = { min: 1, max: COMPONENT_LIMITS.selectText, required: true };
    readText(form, [...path, index, 'label'], option['label'], rules);
    readText(form, [...path, index, 'value'], option['value'], rules);
    readText(form, [...path, index, 'description'], option['description'], { max: COMPONENT_LIMITS.selectText });
    if (seen.has(option['value'])) {
      form.fail(
        [...path, index, 'value'],
        'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED',
        'The specified option value is already used',
      );
    }
    seen.add(option['value']);
  }
  if (mostChosen > options.length && options.length > 0) {
    form.fail(path, 'SELECT_COMPONENT_MAX_VALUES_EXCEEDS_OPTIONS', 'max_values cannot exceed the number of options');
  }
}
