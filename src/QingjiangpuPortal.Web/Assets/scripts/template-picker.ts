/** A template is filled in as soon as it is chosen; what was typed before is asked for by nobody, so it is only replaced when empty or a template's own. */
export function enhance(picker: HTMLElement): void {
  const select = picker.querySelector<HTMLSelectElement>('select');
  const button = picker.querySelector<HTMLButtonElement>('button');
  const field = picker.closest('form')?.querySelector<HTMLTextAreaElement>('textarea[name=Note]');
  if (!select || !button || !field) return;

  const textOf = (option: HTMLOptionElement | undefined) => option?.dataset.template;
  const isOurs = () => field.value === '' || [...select.options].some(option => textOf(option) === field.value);
  const fill = () => {
    const chosen = textOf(select.selectedOptions[0]);
    if (chosen === undefined) return;
    field.value = chosen;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  };
  select.addEventListener('change', () => { if (isOurs()) fill(); });
  button.addEventListener('click', event => {
    event.preventDefault();
    fill();
    field.focus();
  });
}
