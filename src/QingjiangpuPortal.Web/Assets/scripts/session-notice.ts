/*
 * Nothing expires in silence: <form data-session="seconds left" hidden> is shown some minutes before the session ends and
 * sends itself without leaving the page; what is being typed stays. Another tab may have moved the end on, so it is
 * asked for before anything is said. After the end the form gives way to [data-session-over].
 */
const noticeBefore = 10 * 60;

export function enhance(form: HTMLFormElement): void {
  const over = document.querySelector<HTMLElement>('[data-session-over]');

  const wait = (left: number) => {
    // A timer holds 24 days at most.
    const seconds = Math.min(Math.max(0, left - noticeBefore), 86_400);
    setTimeout(() => { void look(); }, seconds * 1000);
  };

  const look = async () => {
    const left = await ask('GET');
    if (left === undefined) return void setTimeout(() => { void look(); }, 60_000);
    if (left === null) {
      form.hidden = true;
      if (over) over.hidden = false;
      return;
    }
    form.hidden = left > noticeBefore;
    if (form.hidden) return wait(left);
    // Shown: look again at the end, which another tab may have moved.
    setTimeout(() => { void look(); }, Math.min(left + 1, 60) * 1000);
  };

  /** Seconds; null when the session is over, undefined when nobody answers. */
  const ask = async (method: string): Promise<number | null | undefined> => {
    try {
      const answer = await fetch(method === 'POST' ? form.action : '/account/session', { method });
      return answer.ok ? Number(await answer.json()) : answer.status === 401 ? null : undefined;
    } catch {
      return undefined;
    }
  };

  form.addEventListener('submit', event => {
    event.preventDefault();
    void ask('POST').then(look);
  });
  wait(Number(form.dataset.session));
}
