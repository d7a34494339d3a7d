import Foundation

/// The private configuration of a mail server.
struct PostfixFiles {
    /// Who has a mailbox.
    static let recipients = [
        "buyers", "injected", "twice", "ops", "colleague", "instead", "tokens", "second", "signed", "taken", "bounced", "spare", "clicked", "sample",
        "shared",
        "second-sample",
    ]
    /// What it says to a mail for `rcpt-CODE@example.test` at RCPT, to one for `dot-CODE@example.test` after the message, and to one from
    /// `mail-CODE@example.test` at MAIL.
    static let refusals = [
        "421": "421 4.7.0 try again later", "450": "450 4.2.0 greylisted, come back", "452": "452 4.2.2 the mailbox is full",
        "550": "550 5.1.1 no such user", "552": "552 5.2.2 the mailbox is full for good", "554": "554 5.7.1 this is spam",
    ]

    let folder: String
    let port: Int
    let gatedPort: Int
    let gatePort: Int
    /// Without STARTTLS and log-in.
    let barePort: Int

    func write() throws {
        let files = FileManager.default
        let queues = ["incoming", "active", "deferred", "bounce", "defer", "flush", "hold", "maildrop", "corrupt", "trace", "saved"]
        let own = ["data", "mail"] + (queues + ["private", "public"]).map { "spool/" + $0 }
        for name in ["etc", "tls", "dovecot", "spool/pid"] + own {
            try files.createDirectory(atPath: "\(folder)/\(name)", withIntermediateDirectories: true)
        }
        guard let user = getpwnam("postfix")?.pointee else { throw Stuck("there is no user postfix") }
        for name in own { chown("\(folder)/\(name)", user.pw_uid, user.pw_gid) }
        chmod(folder + "/spool/private", 0o700)
        try write(main(user.pw_uid, user.pw_gid), "etc/main.cf")
        try write(master, "etc/master.cf")
        let refused = ["rcpt", "dot"].flatMap { stage in Self.refusals.keys.sorted().map { "\(stage)-\($0)" } }
        try write((Self.recipients + refused).map { "\($0)@example.test \($0)/\n" }.joined(), "etc/mailboxes")
        try writeAccess()
        try files.createDirectory(atPath: folder + "/dovecot/keys/default/HS256", withIntermediateDirectories: true)
        try write(Data(Postfix.tokenKey.utf8).base64EncodedString(), "dovecot/keys/default/HS256/default")
        try write(
            "introspection_mode = local\nlocal_validation_key_dict = fs:posix:prefix=\(folder)/dovecot/keys/\nusername_attribute = email\n",
            "dovecot/oauth2.conf.ext")
        try write("\(Postfix.username):{PLAIN}\(Postfix.password)\n", "dovecot/users")
        try write(dovecot(user.pw_uid, user.pw_gid), "dovecot/dovecot.conf")
    }

    /// Who is refused, and how.
    private func writeAccess() throws {
        for (stage, name) in [("rcpt", "refused"), ("mail", "senders"), ("dot", "after")] {
            try write(Self.refusals.map { "\(stage)-\($0)@example.test \($1)\n" }.sorted().joined(), "etc/\(name)")
        }
    }

    private func write(_ content: String, _ name: String) throws {
        try Data(content.utf8).write(to: URL(filePath: "\(folder)/\(name)"))
    }

    private func main(_ user: uid_t, _ group: gid_t) -> String {
        """
        compatibility_level = 3.6
        queue_directory = \(folder)/spool
        data_directory = \(folder)/data
        command_directory = /usr/sbin
        daemon_directory = /usr/lib/postfix/sbin
        meta_directory = /etc/postfix
        shlib_directory = /usr/lib/postfix
        mail_owner = postfix
        setgid_group = postdrop
        maillog_file = \(folder)/maillog
        maillog_file_prefixes = \(folder)
        myhostname = mx.example.test
        mydomain = example.test
        mydestination =
        inet_interfaces = 127.0.0.1
        inet_protocols = ipv4
        alias_maps =
        alias_database =
        local_transport = error:no local delivery
        default_transport = error:5.7.1 this server relays nowhere
        relay_transport = error:5.7.1 this server relays nowhere
        smtpd_peername_lookup = no
        smtp_dns_support_level = disabled
        disable_dns_lookups = yes
        virtual_mailbox_domains = example.test
        virtual_mailbox_base = \(folder)/mail
        virtual_mailbox_maps = texthash:\(folder)/etc/mailboxes
        virtual_uid_maps = static:\(user)
        virtual_gid_maps = static:\(group)
        virtual_minimum_uid = 1
        smtpd_tls_cert_file = \(folder)/tls/cert.pem
        smtpd_tls_key_file = \(folder)/tls/key.pem
        smtpd_tls_security_level = encrypt
        smtpd_tls_loglevel = 1
        smtpd_tls_auth_only = yes
        smtpd_sasl_auth_enable = yes
        smtpd_sasl_type = dovecot
        smtpd_sasl_path = private/auth
        smtpd_sasl_security_options = noanonymous
        smtpd_delay_reject = no
        smtpd_sender_restrictions = check_sender_access texthash:\(folder)/etc/senders
        smtpd_recipient_restrictions = check_recipient_access texthash:\(folder)/etc/refused, permit_sasl_authenticated, reject
        smtpd_end_of_data_restrictions = check_recipient_access texthash:\(folder)/etc/after
        smtpd_relay_restrictions = reject_unauth_destination

        """
    }

    private var master: String {
        """
        \(port) inet n - n - - smtpd
        \(gatedPort) inet n - n - - smtpd -o { smtpd_end_of_data_restrictions = check_policy_service inet:127.0.0.1:\(gatePort) }
        \(barePort) inet n - n - - smtpd -o smtpd_tls_security_level=none -o smtpd_sasl_auth_enable=no
        postlog unix-dgram n - n - 1 postlogd
        pickup unix n - n 60 1 pickup
        cleanup unix n - n - 0 cleanup
        qmgr unix n - n 300 1 qmgr
        tlsmgr unix - - n 1000? 1 tlsmgr
        rewrite unix - - n - - trivial-rewrite
        bounce unix - - n - 0 bounce
        defer unix - - n - 0 bounce
        trace unix - - n - 0 bounce
        verify unix - - n - 1 verify
        proxymap unix - - n - - proxymap
        error unix - - n - - error
        retry unix - - n - - error
        virtual unix - n n - - virtual
        anvil unix - - n - 1 anvil

        """
    }

    private func dovecot(_ user: uid_t, _ group: gid_t) -> String {
        """
        base_dir = \(folder)/dovecot/base
        log_path = \(folder)/dovecot/log
        protocols =
        ssl = no
        default_internal_user = postfix
        default_internal_group = postfix
        default_login_user = postfix
        auth_mechanisms = plain login xoauth2 oauthbearer
        disable_plaintext_auth = no
        auth_failure_delay = 0
        passdb {
          driver = oauth2
          mechanisms = xoauth2 oauthbearer
          args = \(folder)/dovecot/oauth2.conf.ext
        }
        passdb {
          driver = passwd-file
          mechanisms = plain login
          args = username_format=%u \(folder)/dovecot/users
        }
        userdb {
          driver = static
          args = uid=\(user) gid=\(group) home=\(folder)/mail
        }
        service auth {
          unix_listener \(folder)/spool/private/auth {
            mode = 0660
            user = postfix
            group = postfix
          }
        }
        service anvil {
          unix_listener anvil-auth-penalty {
            mode = 0
          }
        }
        service stats {
          unix_listener stats-writer {
            mode = 0666
          }
        }

        """
    }
}
