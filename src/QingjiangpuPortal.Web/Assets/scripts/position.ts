/** A form that needs to know where the phone is: asks once it is sent, and sends it then. */
export function enhance(form: HTMLFormElement): void {
  const latitude = form.querySelector<HTMLInputElement>('[name=Latitude]')!;
  const longitude = form.querySelector<HTMLInputElement>('[name=Longitude]')!;
  const message = document.querySelector<HTMLElement>('[data-position-message]');
  form.addEventListener('submit', (event) => {
    if (latitude.value || !('geolocation' in navigator)) return;
    event.preventDefault();
    if (message) message.textContent = form.dataset.textLooking!;
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        latitude.value = coords.latitude.toFixed(6);
        longitude.value = coords.longitude.toFixed(6);
        form.requestSubmit();
      },
      () => {
        if (message) message.textContent = form.dataset.textDenied!;
      },
      { enableHighAccuracy: true, timeout: 15_000, maximumAge: 30_000 },
    );
  });
}
