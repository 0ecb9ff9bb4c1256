#!/usr/bin/perl
# A client on Net::SIP: registers, publishes, changes and fetches its settings, leaves. Over UDP.
use strict;
use warnings;
use Net::SIP ':all';

my ($user, $contact) = ('sip:alice@example.com', 'sip:alice@192.0.2.10:5060');
my @publish = ('event' => 'service-settings', 'accept-contact' => '*;+g.oma.sip-im;require;explicit');
my @auth = (auth => [ 'alice', 'secret' ]);

my $ua = Net::SIP::Simple->new(
    legs => { proto => 'udp', addr => '192.0.2.10', port => 5060 }, outgoing_proxy => '192.0.2.1:5060', registrar => 'example.com', domain => 'example.com',
    from => $user, contact => $contact, @auth,
);
my $endpoint = $ua->{endpoint};

sub contents {
    open(my $file, '<', shift) or die $!;
    local $/;
    return <$file>;
}

# Sends a request and waits for its final response. The endpoint forgets a context with the final response, so each is new.
sub ask {
    my ($method, $ctx, $body, %headers) = @_;
    my $answer;
    my $callback = sub {
        my (undef, undef, $error, undef, $packet) = @_;
        return if $packet && $packet->code < 200;
        $answer = $packet || 'none';
    };
    $endpoint->new_request($method, $ctx, $callback, $body, %headers);
    $ua->loop(10, \$answer);
    die "$method: no answer\n" unless ref $answer;
    return $answer;
}

sub new_context { return { from => $user, to => $user, contact => $contact, @auth } }

my $notified;
$endpoint->set_application(sub {
    my (undef, $ctx, $request, $leg, $from) = @_;
    $endpoint->new_response($ctx, $request->create_response('200', 'OK'), $leg, $from);
    $notified = 1;
});

$ua->register(expires => 600) or die $ua->error;
my $answer = ask('PUBLISH', new_context(), contents($ARGV[0]), @publish, 'content-type' => 'application/poc-settings+xml');
ask('PUBLISH', new_context(), contents($ARGV[1]), @publish, 'content-type' => 'application/poc-settings+xml',
    'sip-if-match' => $answer->get_header('sip-etag'));
ask('SUBSCRIBE', new_context(), undef, 'event' => 'service-settings', expires => 0, accept => 'application/poc-settings+xml');
$ua->loop(5, \$notified);
$ua->register(expires => 0);
