/** The page's words: the server renders them, in the visitor's language, as data-text-… attributes of an enhanced element. */
export function text(element: HTMLElement, name: string, ...values: (string | number)[]): string {
  const template = element.getAttribute(`data-text-${name}`) ?? '';
  return values.reduce<string>((result, value, index) => result.replace(`{${index}}`, String(value)), template);
}
