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
    self.clients.matchAll({ type: "window", includeUncontrolled: true }).then(async (windows) => {
      const open = windows.find((each) => "navigate" in each);
      if (!open) return self.clients.openWindow(address.href);
      await open.focus();
      return open.navigate(address.href).catch(() => self.clients.openWindow(address.href));
    }),
  );
});
