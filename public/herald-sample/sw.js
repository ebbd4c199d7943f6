// An app's own service worker: everything that has to do with notifications is in Herald's.
importScripts("/herald-sw.js");
