//! Listening sockets: one per address and thread, the kernel spreads connections over them.

use std::io;
use std::net::{SocketAddr, TcpListener};

use socket2::{Domain, Protocol, Socket, Type};

use crate::config::ListenerConfig;

/// Binds `count` sockets to the listener's address, all with the same port.
pub(super) fn bind(config: &ListenerConfig, count: usize, backlog: u32) -> io::Result<Vec<TcpListener>> {
    refuse_if_taken(config)?;
    let mut address = config.address;
    let mut sockets = Vec::with_capacity(count);
    for _ in 0..count {
        let socket = socket(config)?;
        socket.set_reuse_port(true)?;
        socket.bind(&address.into())?;
        socket.set_nonblocking(true)?;
        // Accepted sockets inherit it, which saves a system call for each.
        socket.set_tcp_nodelay(true)?;
        let socket: TcpListener = socket.into();
        // Port 0 was asked for once; the others share the port that was given.
        address = socket.local_addr()?;
        sockets.push(socket);
    }
    // Listening begins when all are bound, so no connection goes to a socket that is about to fail.
    for socket in &sockets {
        socket2::SockRef::from(socket).listen(i32::try_from(backlog).unwrap_or(i32::MAX))?;
    }
    Ok(sockets)
}

fn socket(config: &ListenerConfig) -> io::Result<Socket> {
    let domain = Domain::for_address(config.address);
    let socket = Socket::new(domain, Type::STREAM, Some(Protocol::TCP))?;
    if config.address.is_ipv6() {
        socket.set_only_v6(!config.dual_stack)?;
    }
    socket.set_reuse_address(true)?;
    Ok(socket)
}

/// With SO_REUSEPORT a second gateway of the same user would share the port without a word; a plain bind fails then.
fn refuse_if_taken(config: &ListenerConfig) -> io::Result<()> {
    let address: SocketAddr = config.address;
    if address.port() == 0 {
        return Ok(());
    }
    let probe = socket(config)?;
    probe.bind(&address.into())?;
    probe.listen(1)
}
