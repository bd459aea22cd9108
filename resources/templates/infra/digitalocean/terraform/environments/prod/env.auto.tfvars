# What makes prod differ from the other environments. Tracked and reviewed: no secret stands here.
project     = "@name@"
environment = "prod"

# names
zone        = "@domain@"
domain      = "@domain@"
records     = ["@", "*"]
proxied     = false
manage_zone = true

# the server
server_type = "s-4vcpu-8gb"
location    = "fra1"
image       = "debian-12-x64"
ssh_keys    = ["operators"] # the name of a key in the cloud's account
backups     = true
protected   = true

# who comes in
open_ports     = [80, 443]
admin_ports    = [22]
admin_networks = ["0.0.0.0/0", "::/0"] # better: the networks that you come from
