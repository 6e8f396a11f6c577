// Shows what Framewatch pushes, also while no page of it is open. It stores nothing and answers no requests.
self.addEventListener("push", (event) => {
  const { title, body, path, tag } = event.data.json();
  event.waitUntil(
    self.registration.showNotification(title, { body, tag, icon: "/icon.svg", data: { path } }),
  );
});

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  const address = new URL(event.notification.data.path, self.location.origin);
  if (address.origin !== self.location.origin) return;
  event.waitUntil(
    self.clients.matchAll({ type: "window", includeUncontrolled: true }).then((windows) => {
      // Another open page may hold something half written: it stays where it is.
      const open = windows.find(({ url }) => url === address.href);
      return open ? open.focus() : self.clients.openWindow(address.href);
    }),
  );
});
