# What makes test differ from the other environments. Tracked and reviewed: no secret stands here.
project     = "@name@"
environment = "test"

# names
zone        = "@domain@"
domain      = "test.@domain@"
records     = ["@", "*"]
proxied     = false
manage_zone = false

# the server
server_type = "s-2vcpu-4gb"
location    = "fra1"
image       = "debian-12-x64"
ssh_keys    = ["operators"] # the name of a key in the cloud's account
backups     = false
protected   = false

# who comes in
open_ports     = [80, 443]
admin_ports    = [22]
admin_networks = ["0.0.0.0/0", "::/0"] # better: the networks that you come from
