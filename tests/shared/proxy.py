# SPDX-License-Identifier: Apache-2.0
"""A TCP proxy that a test can cut: what is cut hangs, as behind a pulled cable, until it is joined again."""

import select
import socket
import threading


class Proxy:
    """Forwards 127.0.0.1:`port` to a local port. cut() stops every byte and every new connection; join() lets new ones
    through and drops the old ones, as a router does that lost its table."""

    def __init__(self, target, port=0):
        self.target = target
        self.listener = socket.create_server(("127.0.0.1", port))
        self.port = self.listener.getsockname()[1]
        self.through = threading.Event()
        self.through.set()
        self.ended = threading.Event()
        self.pairs = set()
        self.lock = threading.Lock()
        threading.Thread(target=self.accept, daemon=True).start()

    def accept(self):
        while not self.ended.is_set():
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self.forward, args=(client,), daemon=True).start()

    def forward(self, client):
        while not self.through.wait(0.2):
            if self.ended.is_set():
                client.close()
                return
        try:
            server = socket.create_connection(("127.0.0.1", self.target), timeout=5)
        except OSError:
            client.close()
            return
        server.settimeout(None)
        pair = (client, server)
        with self.lock:
            self.pairs.add(pair)
        try:
            self.copy(client, server)
        except OSError:
            pass
        finally:
            with self.lock:
                self.pairs.discard(pair)
            client.close()
            server.close()

    def copy(self, client, server):
        while not self.ended.is_set():
            ready, _, _ = select.select([client, server], [], [], 0.2)
            for side in ready:
                if not self.through.is_set():
                    self.ended.wait(0.05)  # a cut cable: nothing is read, nothing is answered
                    continue
                data = side.recv(65536)
                if not data:
                    return
                (server if side is client else client).sendall(data)

    def cut(self):
        self.through.clear()

    def join(self):
        with self.lock:
            pairs = list(self.pairs)
        for pair in pairs:
            for side in pair:
                try:
                    side.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass
        self.through.set()

    def end(self):
        self.ended.set()
        self.join()
        self.listener.close()
